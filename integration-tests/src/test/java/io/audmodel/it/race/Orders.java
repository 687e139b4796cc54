package io.audmodel.it.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/**
 * Chooses the thread that runs next: all orders one after another, or some at random if there are too many. In random
 * ones a thread keeps running for one to eight steps on average, as it does if the others pause.
 */
final class Orders implements IntUnaryOperator {

    private final int most;
    private final Random random;
    private final List<Integer> choices = new ArrayList<>();
    private final List<Integer> alternatives = new ArrayList<>();
    private int at;
    private int favourite;
    private int played;
    private boolean complete;

    Orders(int most, Random random) {
        this.most = most;
        this.random = random;
    }

    boolean hasNext() {
        if (played > 0 && played < most) {
            prepareNext();
        }
        return !complete && played < 2 * most;
    }

    private void prepareNext() {
        at = 0;
        while (!choices.isEmpty() && choices.get(last()) + 1 >= alternatives.get(last())) {
            choices.remove(last());
            alternatives.remove(alternatives.size() - 1);
        }
        if (choices.isEmpty()) {
            complete = true;
        } else {
            choices.set(last(), choices.get(last()) + 1);
        }
    }

    private int last() {
        return choices.size() - 1;
    }

    @Override
    public int applyAsInt(int waiting) {
        if (played >= most) {
            if (favourite >= waiting || random.nextInt(1 + played % 8) == 0) {
                favourite = random.nextInt(waiting);
            }
            return favourite;
        }
        if (at == choices.size()) {
            choices.add(0);
            alternatives.add(waiting);
        }
        return choices.get(at++);
    }

    void wasPlayed() {
        played++;
    }

    int played() {
        return played;
    }

    boolean isComplete() {
        return complete;
    }
}
