package org.chatrooms.it.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.Cluster;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.RawConnection;
import org.chatrooms.it.harness.TcpProxy;

/**
 * What a fault works on.
 *
 * @param room where people write and read meanwhile
 * @param guests some people, each at every node
 * @param slowWay the network between one of the readers and the first node
 * @param stuck connections that the fault opened
 */
record Scene(Cluster cluster, long room, List<List<Person>> guests, TcpProxy slowWay, List<RawConnection> stuck) {
    Scene(Cluster cluster, long room, List<List<Person>> guests, TcpProxy slowWay) {
        this(cluster, room, guests, slowWay, new ArrayList<>());
    }

    /** Returns when at least so many polls wait at a node. */
    void awaitParkedPolls(int node, int count) {
        Person anybody = guests.get(0).get(node);
        Pattern parked = Pattern.compile("(?m)^chatrooms_parked_polls (\\d+)$");
        Awaitility.await("polls at the node").atMost(30, TimeUnit.SECONDS).until(() -> {
            Matcher number = parked.matcher(anybody.get("metrics/").body());
            return number.find() && Integer.parseInt(number.group(1)) >= count;
        });
    }

    void require(boolean isTrue, String otherwise) {
        if (!isTrue) {
            throw new AssertionError(otherwise);
        }
    }
}
