package org.chatrooms.web.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where requests come from, as far as that can be trusted: behind a proxy everybody would have the address of the proxy, and
 * who floods the chat would lock out all others.
 *
 * <p>Threading: any number of threads.
 */
final class Addresses {
    private static final Logger LOG = LoggerFactory.getLogger(Addresses.class);
    private static final int BYTES_OF_A_NETWORK = 8;

    private final AtomicBoolean saidWhy = new AtomicBoolean();

    /** The address, of IPv6 the network of 64 bits that one customer has; empty if it is only that of a proxy. */
    Optional<String> of(HttpServletRequest request) {
        String remote = request.getRemoteAddr();
        InetAddress address;
        try {
            address = InetAddress.getByName(remote); // a literal: nobody is asked for it
        } catch (UnknownHostException e) {
            return Optional.of(remote);
        }
        boolean isNear = address.isLoopbackAddress() || address.isSiteLocalAddress();
        if (isNear && request.getHeader("X-Forwarded-For") != null) {
            if (saidWhy.compareAndSet(false, true)) {
                LOG.warn("Requests come through a proxy: limits by address are off, unless the container is told to"
                        + " trust its X-Forwarded-For (Tomcat's RemoteIpValve)");
            }
            return Optional.empty();
        }
        return Optional.of(
                address instanceof Inet6Address
                        ? HexFormat.of().formatHex(address.getAddress(), 0, BYTES_OF_A_NETWORK)
                        : remote);
    }
}
