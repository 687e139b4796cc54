package io.audmodel.serializer.yaml;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.scanner.Scanner;
import org.snakeyaml.engine.v2.tokens.AliasToken;
import org.snakeyaml.engine.v2.tokens.AnchorToken;
import org.snakeyaml.engine.v2.tokens.ScalarToken;
import org.snakeyaml.engine.v2.tokens.Token;

/**
 * Refuses what the parser allows between and in tokens, and PyYAML does not: tabs outside of quotes, comments and
 * blocks, question marks in plain scalars between brackets, anchors of other characters than letters, digits, {@code -}
 * and {@code _}, and values without a colon after keys with a question mark. Otherwise a document could mean one thing
 * here and be refused there.
 */
final class StrictScanner implements Scanner {

    private static final Pattern ANCHOR = Pattern.compile("[0-9A-Za-z_-]+");
    private static final Set<Token.ID> NODE_ENDS = EnumSet.of(
            Token.ID.Scalar, Token.ID.Alias, Token.ID.FlowSequenceEnd, Token.ID.FlowMappingEnd, Token.ID.BlockEnd);

    private final Scanner scanner;
    private final String text;
    private final String source;
    private int codePointsRead;
    private int charsRead;
    private int brackets;
    private boolean isNodeComplete;

    StrictScanner(Scanner scanner, String text, String source) {
        this.scanner = scanner;
        this.text = text;
        this.source = source;
    }

    @Override
    public boolean checkToken(Token.ID... choices) {
        return scanner.checkToken(choices);
    }

    @Override
    public Token peekToken() {
        return scanner.peekToken();
    }

    @Override
    public boolean hasNext() {
        return scanner.hasNext();
    }

    @Override
    public Token next() {
        Token token = scanner.next();
        checkSpaces(readTo(start(token)), token);
        String spelling = readTo(token.getEndMark().orElseThrow().getIndex());
        switch (token.getTokenId()) {
            case FlowSequenceStart, FlowMappingStart -> brackets++;
            case FlowSequenceEnd, FlowMappingEnd -> brackets--;
            case Directive -> checkSpaces(spelling, token);
            case Scalar -> checkScalar((ScalarToken) token, spelling);
            case Anchor -> checkAnchor(((AnchorToken) token).getValue().getValue(), token);
            case Alias -> checkAnchor(((AliasToken) token).getValue().getValue(), token);
            default -> {}
        }
        isNodeComplete = NODE_ENDS.contains(token.getTokenId());
        return token;
    }

    @Override
    public void resetDocumentIndex() {
        scanner.resetDocumentIndex();
    }

    /** The text from where the last call ended; empty for tokens that the scanner infers from what it has read. */
    private String readTo(int codePoint) {
        if (codePoint <= codePointsRead) {
            return "";
        }
        int end = text.offsetByCodePoints(charsRead, codePoint - codePointsRead);
        String read = text.substring(charsRead, end);
        charsRead = end;
        codePointsRead = codePoint;
        return read;
    }

    private void checkSpaces(String gap, Token token) {
        boolean isComment = false;
        for (int at = 0; at < gap.length(); at++) {
            char c = gap.charAt(at);
            isComment = c == '#' || isComment && c != '\n' && c != '\r';
            if (c == '\t' && !isComment) {
                throw position(token).corrupt("a tab must not separate or indent here; use spaces");
            }
        }
    }

    private void checkScalar(ScalarToken token, String spelling) {
        if (isNodeComplete) {
            throw position(token).corrupt("a scalar must not follow here; a ':' is missing before it");
        }
        if (token.getStyle() == ScalarStyle.LITERAL || token.getStyle() == ScalarStyle.FOLDED) {
            checkSpaces(spelling.lines().findFirst().orElse(""), token);
        }
        if (token.isPlain() && spelling.indexOf('\t') >= 0) {
            throw position(token).corrupt("a scalar that holds a tab must be quoted");
        }
        if (token.isPlain() && brackets > 0 && spelling.indexOf('?') >= 0) {
            throw position(token).corrupt("a scalar between brackets that holds a '?' must be quoted");
        }
    }

    private void checkAnchor(String name, Token token) {
        if (!ANCHOR.matcher(name).matches()) {
            throw position(token)
                    .corrupt("the anchor '" + name + "' has other characters than letters, digits, - and _");
        }
    }

    private Position position(Token token) {
        return Position.of(source, token.getStartMark().orElseThrow());
    }

    private static int start(Token token) {
        return token.getStartMark().orElseThrow().getIndex();
    }
}
