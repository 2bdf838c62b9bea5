package org.chatrooms.it.fault;

import java.util.ArrayList;
import java.util.List;
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

    void require(boolean isTrue, String otherwise) {
        if (!isTrue) {
            throw new AssertionError(otherwise);
        }
    }
}
