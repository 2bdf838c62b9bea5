package org.chatrooms.it.fault;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.RawConnection;
import redis.clients.jedis.Jedis;

/** What goes wrong, and how it is mended. */
enum Fault {
    NOTHING(Limit.HEALTHY) {
        @Override
        void begin(Scene scene) {
            // For comparison.
        }
    },

    NODE_KILLED(Limit.UNTIL_HEALED) {
        @Override
        void begin(Scene scene) {
            scene.cluster().node(1).kill();
        }

        @Override
        void heal(Scene scene) throws Exception {
            scene.cluster().restart(1);
        }
    },

    NODE_PAUSED(Limit.UNTIL_HEALED) {
        @Override
        void begin(Scene scene) throws IOException {
            scene.cluster().node(1).pause();
        }

        @Override
        void heal(Scene scene) throws IOException {
            scene.cluster().node(1).resume();
        }
    },

    /** With 200 polls at it: each is answered before it stops. */
    NODE_REDEPLOYED(Limit.UNTIL_HEALED) {
        @Override
        void begin(Scene scene) throws Exception {
            List<CompletableFuture<HttpResponse<String>>> polls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                polls.add(scene.guests()
                        .get(i % scene.guests().size())
                        .get(1)
                        .getAsync("get_messages/", "room_id", "1", "latest_message_id", "0"));
            }
            scene.awaitParkedPolls(1, polls.size());
            scene.cluster().node(1).close();
            for (CompletableFuture<HttpResponse<String>> poll : polls) {
                scene.require(poll.get(10, TimeUnit.SECONDS).statusCode() == 200, "a poll was dropped");
            }
        }

        @Override
        void heal(Scene scene) throws Exception {
            scene.cluster().restart(1);
        }
    },

    REDIS_KILLED(Limit.WITHOUT_REDIS) {
        @Override
        void begin(Scene scene) throws IOException {
            scene.cluster().redis().stop();
        }

        @Override
        void heal(Scene scene) throws IOException {
            scene.cluster().redis().start();
        }
    },

    REDIS_CUT(Limit.WITHOUT_REDIS) {
        @Override
        void begin(Scene scene) {
            scene.cluster().toRedis().refuse();
        }

        @Override
        void heal(Scene scene) {
            scene.cluster().toRedis().heal();
        }
    },

    REDIS_FROZEN(Limit.WITHOUT_REDIS) {
        @Override
        void begin(Scene scene) {
            scene.cluster().toRedis().freeze();
        }

        @Override
        void heal(Scene scene) {
            scene.cluster().toRedis().heal();
        }
    },

    /** Garbage, and hints that are not true, from somebody who got at Redis. */
    HINTS_FORGED(Limit.HEALTHY) {
        @Override
        void begin(Scene scene) {
            try (Jedis jedis = new Jedis(scene.cluster().redisUrl())) {
                List<String> forged = List.of(
                        "",
                        "\u0000",
                        "x".repeat(1_000_000),
                        scene.room() + " " + Long.MAX_VALUE,
                        scene.room() + " 999999999999999999",
                        scene.room() + " 0",
                        scene.room() + " -1",
                        "999999999999999999 1",
                        "{\"room_id\": " + scene.room() + "}");
                for (int i = 0; i < 100; i++) {
                    forged.forEach(text -> jedis.publish("chatrooms", text));
                }
            }
        }
    },

    DATABASE_RESTARTED(Limit.UNTIL_HEALED) {
        @Override
        void begin(Scene scene) throws IOException {
            scene.cluster().database().stop();
        }

        @Override
        void heal(Scene scene) throws IOException {
            scene.cluster().database().start();
        }
    },

    COMMITS_CUT(Limit.UNTIL_HEALED) {
        @Override
        void begin(Scene scene) {
            scene.cluster().toDatabase().cutAtCommit(0.2);
        }

        @Override
        void heal(Scene scene) {
            scene.cluster().toDatabase().heal();
            scene.require(scene.cluster().toDatabase().cutCommits() > 0, "no COMMIT was cut");
        }
    },

    /** One of the readers gets no more than 1 KB a second. */
    READER_SLOW(Limit.HEALTHY) {
        @Override
        void begin(Scene scene) {
            scene.slowWay().slowDown(1_024);
        }

        @Override
        void heal(Scene scene) {
            scene.slowWay().heal();
        }
    },

    /** 500 streams whose clients read nothing. */
    READERS_STUCK(Limit.HEALTHY) {
        @Override
        void begin(Scene scene) throws IOException {
            for (int i = 0; i < 500; i++) {
                List<Person> guest = scene.guests().get(i % scene.guests().size());
                RawConnection connection = RawConnection.withTinyBuffer(
                        scene.cluster().base(i % scene.cluster().size()));
                scene.stuck().add(connection);
                connection.ask(
                        "GET",
                        "get_messages/?room_id=" + scene.room() + "&latest_message_id=-1",
                        "HTTP/1.1",
                        "Host: localhost",
                        "Accept: text/event-stream",
                        "Cookie: " + Person.TOKEN + "=" + guest.get(0).cookie(Person.TOKEN));
            }
        }

        @Override
        void heal(Scene scene) throws IOException {
            for (RawConnection connection : scene.stuck()) {
                connection.reset();
            }
        }
    };

    /** How long 99 of 100 messages may take while it lasts. */
    enum Limit {
        HEALTHY(1_000),
        /** What nobody is told of is found by the sweep. */
        WITHOUT_REDIS(3_000),
        /** Some wait for its end, and then not long. */
        UNTIL_HEALED(Long.MAX_VALUE);

        final long millis;

        Limit(long millis) {
            this.millis = millis;
        }
    }

    final Limit meanwhile;

    Fault(Limit meanwhile) {
        this.meanwhile = meanwhile;
    }

    abstract void begin(Scene scene) throws Exception;

    void heal(Scene scene) throws Exception {
        // There is nothing to mend.
    }
}
