package io.audmodel.servers.odd;

import io.audmodel.servers.odd.Oddity.Act;
import io.audmodel.servers.odd.Oddity.Place;
import io.audmodel.servers.odd.Oddity.Speaks;
import io.audmodel.servers.odd.Oddity.Truth;
import java.util.List;

/** Before there is an answer. */
final class ConnectionOddities {

    /** The peer knows how to do these two. */
    static final Oddity REFUSED = port("the port is closed");

    static final Oddity NOT_TAKEN = port("the port takes nobody");

    private ConnectionOddities() {}

    static List<Oddity> all() {
        String busy = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";
        return List.of(
                REFUSED,
                NOT_TAKEN,
                connection("deaf", Turn::deafness),
                connection("reads for ever", Turn::silence),
                connection("reads a byte a second", turn -> {
                    while (turn.in().read() >= 0) {
                        turn.pause();
                    }
                }),
                connection("resets", Turn::reset),
                connection("closes", Turn::close),
                connection("closes its half", Turn::halfClose),
                connection("says before it is asked that it is busy", turn -> {
                    turn.write(busy);
                    turn.silence();
                }),
                connection("says before it is asked that all is well, and closes", turn -> {
                    turn.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                    turn.close();
                }),
                connection("sends noise", turn -> {
                    turn.write(Turn.noise());
                    turn.silence();
                }),
                connection("sends noise without end", turn -> turn.flood("noise")),
                connection("greets as a server of mails", turn -> {
                    turn.write("220 mail.example.org ESMTP\r\n");
                    turn.silence();
                }),
                answer("reads the head alone, deaf", Turn::deafness),
                answer("reads the head alone, closes", Turn::close),
                answer("reads the head alone, resets", Turn::reset),
                answer("reads the head alone, busy and deaf", turn -> {
                    turn.write(busy);
                    turn.deafness();
                }),
                answer("reads the head alone, 413 and closes", turn -> {
                    turn.write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
                    turn.close();
                }),
                answer("reads the head alone, 401 without end", turn -> {
                    turn.write("HTTP/1.1 401 No\r\n\r\n");
                    turn.flood("no");
                }),
                answer("does as it is asked, silent", turn -> {
                    turn.right();
                    turn.silence();
                }),
                answer("does as it is asked, resets", turn -> {
                    turn.right();
                    turn.reset();
                }),
                answer("does as it is asked, closes", turn -> {
                    turn.right();
                    turn.close();
                }),
                answer("does nothing, silent", turn -> {
                    turn.body();
                    turn.silence();
                }),
                answer("answers, and is silent the next time", turn -> {
                    turn.write(turn.right().bytes());
                    turn.silence();
                }),
                answer("answers, and closes without a word", turn -> {
                    turn.write(turn.right().bytes());
                    turn.close();
                }),
                answer("answers, and resets", turn -> {
                    turn.write(turn.right().bytes());
                    turn.reset();
                }),
                answer("answers half a second late", turn -> {
                    Right right = turn.right();
                    turn.pause(500);
                    turn.write(right.bytes());
                }),
                answer("answers twice", turn -> {
                    Right right = turn.right();
                    turn.write(right.bytes());
                    turn.write(right.bytes());
                }),
                answer("answers, and then the next request before it comes", turn -> {
                    turn.write(turn.right().bytes());
                    turn.write("HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: 0\r\n\r\n");
                }),
                answer("answers a HEAD with a body", turn -> {
                    turn.write(turn.right().bytes());
                    turn.write(turn.isHead() ? "0123456789".repeat(100) : "");
                }),
                answer("answers, and sends noise", turn -> {
                    turn.write(turn.right().bytes());
                    turn.write(Turn.noise());
                }),
                answer("answers, and line feeds without end", turn -> {
                    turn.write(turn.right().bytes());
                    turn.flood("\r\n");
                }));
    }

    private static Oddity port(String name) {
        return new Oddity(name, Place.PORT, Speaks.ANY, Truth.ALL, turn -> {});
    }

    private static Oddity connection(String name, Act act) {
        return new Oddity("connection: " + name, Place.CONNECTION, Speaks.ANY, Truth.ALL, act);
    }

    private static Oddity answer(String name, Act act) {
        return Oddity.answer("request: " + name, act);
    }
}
