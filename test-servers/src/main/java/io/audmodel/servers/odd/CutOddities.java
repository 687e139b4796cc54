package io.audmodel.servers.odd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Right answers that stop, at each place where one can stop, and whatever comes then. */
final class CutOddities {

    private CutOddities() {}

    private enum At {
        NOTHING("before the answer"),
        STATUS("in the status"),
        LINE("before the end of the first line"),
        NAME("in the name of a header"),
        VALUE("in the value of a header"),
        EMPTY_LINE("before the empty line"),
        HEAD("after the head"),
        HALF("half of the body"),
        LAST("before the last byte");

        private final String name;

        At(String name) {
            this.name = name;
        }

        int in(byte[] answer, int body) {
            int head = answer.length - body;
            return switch (this) {
                case NOTHING -> 0;
                case STATUS -> 11;
                case LINE -> 15;
                case NAME -> head - 10;
                case VALUE -> head - 5;
                case EMPTY_LINE -> head - 2;
                case HEAD -> head;
                case HALF -> head + body / 2;
                case LAST -> answer.length - 1;
            };
        }
    }

    private enum Then {
        SILENT,
        RESETS,
        CLOSES,
        CLOSES_ITS_HALF,
        CRAWLS,
        NOISE,
        ZEROS,
        LETTERS,
        LINES;

        void on(Turn turn, byte[] answer, int at) throws IOException {
            switch (this) {
                case SILENT -> turn.silence();
                case RESETS -> turn.reset();
                case CLOSES -> turn.close();
                case CLOSES_ITS_HALF -> turn.halfClose();
                case CRAWLS -> turn.crawl(answer, at);
                case NOISE -> {
                    turn.write(Turn.noise());
                    turn.silence();
                }
                case ZEROS -> turn.flood("\0");
                case LETTERS -> turn.flood("x");
                case LINES -> turn.flood("\r\n");
            }
        }
    }

    static List<Oddity> all() {
        List<Oddity> all = new ArrayList<>();
        for (At at : At.values()) {
            for (Then then : Then.values()) {
                String name = "cut: " + at.name + ", "
                        + then.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                all.add(Oddity.answer(name, turn -> {
                    Right right = turn.right();
                    byte[] answer = right.bytes();
                    int end = at.in(answer, right.body().length);
                    turn.write(answer, 0, end);
                    then.on(turn, answer, end);
                }));
            }
        }
        return all;
    }
}
