package io.audmodel.house;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What no source file may contain. The patterns are written so that they do not find themselves. */
enum TextRule {
    UNFINISHED_WORK("\\b(?:TOD[O]|FIXM[E]|XX[X])\\b"),
    DISABLED_TEST("@Disable[d]\\b"),
    SLEEP("\\bThread\\.slee[p]\\b"),
    PATH_OF_A_MACHINE("(?<![\\w.])(?:/[r]oot/|/[w]ork/|/[h]ome/(?!me\\b)\\w|/[U]sers/\\w)|\\b[A-Z]:\\\\+[U]sers"),
    VAGUE_NAME("\\b(?:class|record|interface|enum) \\w*(?:Utils?|Helper|Manager|Impl)\\b"),
    /** CONTRIBUTING.md has the words of the trade. */
    WORD_OF_OUR_OWN(
            "\\b(?:class|record|interface|enum) (?:(?:Fetch)?[A]head|Agenda|Arrival|Blocks|Holding|Joined|LastlyAnonymous|Memory|Noise|Rooms"
                    + "|SecondChance|Setup|Stretch|ValueTest"
                    + "|\\w*(?:[C]rew|[L]ane|[P]atience|[S]queeze|[T]old|[T]rouble|[V]erdict|[W]orkbench)\\w*|\\w*[S]ums?)\\b"),
    /** A reader has to guess what these mean; CONTRIBUTING.md has the words for them. */
    PHRASE_OF_OUR_OWN("(?i)\\b(?:[w]hoever|[s]ummed|[v]erdicts?|[l]anes?)\\b"
            + "|\\b(?:is|are|was|were|be|been|being)[\\s*/]+[t]old\\b"
            + "|\\basked[\\s*/]+for[\\s*/]+(?:[a]gain|[a]new)\\b"
            + "|\\b(?:go|goes|going|went)[\\s*/]+[o]n\\b"
            + "|\\bwho[\\s*/]+[c]omes[\\s*/]+(?:first|second|last|next)\\b"
            + "|\\bwhat[\\s*/]+(?:came|comes|becomes?|became)[\\s*/]+[o]f\\b"
            + "|\\b(?:of|no)[\\s*/]+(?:no[\\s*/]+)?[u]se\\b"
            + "|\\b[t]roubled\\b|\\b[e]ven[\\s*/]+by[\\s*/]+one\\b|\\b[p]atience[\\s*/]*\\("
            + "|\\b[p]assed[\\s*/]+over\\b"),
    WILDCARD_IMPORT("(?m)^import [\\w. ]+\\.\\*;"),
    SYNCHRONIZED_BLOCK("(?m)^ *synchronize[d]\\s*\\("),
    SEED_THAT_NOTHING_REPEATS("\\bnew (?:Splittable)?Rando[m]\\(\\)|(?i:seed)\\b[^;\n]*=[^;\n]*\\bnanoTim[e]\\(");

    private final Pattern forbidden;

    TextRule(String forbidden) {
        this.forbidden = Pattern.compile(forbidden);
    }

    /** Every place that breaks the rule, as file, line and text. */
    List<String> breaches(SourceFile file) {
        return forbidden
                .matcher(file.text())
                .results()
                .map(match -> file.path() + ":" + lineOf(file.text(), match.start()) + ": "
                        + match.group().strip())
                .toList();
    }

    private static long lineOf(String text, int position) {
        Matcher before = Pattern.compile("\n").matcher(text.substring(0, position));
        return 1 + before.results().count();
    }
}
