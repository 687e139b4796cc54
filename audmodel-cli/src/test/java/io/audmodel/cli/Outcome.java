package io.audmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;

/** What a process left. */
record Outcome(int status, String out, String err) {

    /** Expects that it went well without a word beside the result. */
    Outcome succeeded() {
        assertThat(this).as("%s", this).matches(outcome -> outcome.status == 0 && outcome.err.isEmpty());
        return this;
    }

    /** Expects that it said what it would do, and did not do it. */
    Outcome rehearsed() {
        assertThat(status).as("%s", this).isZero();
        assertThat(err).matches("(?s)(audmodel: would [^\n]*\n)*audmodel: nothing was changed \\(--dry-run\\)\n");
        return this;
    }

    /** The single line that it printed. */
    String line() {
        succeeded();
        assertThat(out).endsWith("\n").containsOnlyOnce("\n");
        return out.strip();
    }

    /** Expects that it failed with one line, that holds these words, and printed no result. */
    void failed(int expected, String... words) {
        assertThat(status).as("%s", this).isEqualTo(expected);
        assertThat(out).isEmpty();
        assertThat(err)
                .startsWith("audmodel: ")
                .endsWith("\n")
                .containsOnlyOnce("\n")
                .contains(words);
    }
}
