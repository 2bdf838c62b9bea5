package org.chatrooms.web.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.chatrooms.web.config.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where requests come from, as far as that can be trusted: behind a proxy everybody would have the address of the proxy, and
 * who floods the chat would lock out all others. What proxies of ours say is believed; what stands further left in their
 * header anybody may have written.
 *
 * <p>Threading: any number of threads.
 */
public final class Addresses {
    private static final Logger LOG = LoggerFactory.getLogger(Addresses.class);
    private static final int BYTES_OF_A_NETWORK = 8;

    /** As some proxies write it, though few have a use for the port: an address of IPv6 stands in brackets then. */
    private static final Pattern WITH_PORT = Pattern.compile("^(?:\\[(.*)](?::\\d+)?|([\\d.]+):\\d+)$");

    private final List<Network> proxies;
    private final AtomicBoolean saidWhy = new AtomicBoolean();

    /** @param proxies whose {@code X-Forwarded-For} is believed */
    public Addresses(List<Network> proxies) {
        this.proxies = List.copyOf(proxies);
    }

    /**
     * The address, of IPv6 the network of 64 bits that one customer has; empty where a proxy does not say for whom it asks, for all
     * its people would have its own.
     */
    Optional<String> of(HttpServletRequest request) {
        Optional<InetAddress> peer = Network.address(request.getRemoteAddr());
        if (peer.isEmpty()) {
            return Optional.of(request.getRemoteAddr());
        }
        if (proxies.isEmpty() && isNear(peer.get()) && request.getHeader("X-Forwarded-For") != null) {
            if (saidWhy.compareAndSet(false, true)) {
                LOG.warn("Requests come through a proxy: limits by address are off until"
                        + " chatrooms.trustedProxies names it");
            }
            return Optional.empty();
        }
        return (proxies.isEmpty() ? peer : behindProxies(peer.get(), request)).map(Addresses::text);
    }

    /**
     * The client's own address; empty where that cannot be told for certain: what is passed on for somebody, by a proxy that
     * we do not know or whose word is none, may come from anybody. A proxy that does not say that it is one cannot be told from
     * a client.
     */
    public Optional<InetAddress> certain(HttpServletRequest request) {
        Optional<InetAddress> peer = Network.address(request.getRemoteAddr());
        if (request.getHeader("X-Forwarded-For") == null) {
            return peer;
        }
        return peer.flatMap(proxy -> behindProxies(proxy, request))
                .filter(address -> !address.equals(peer.get()) && !isProxy(address));
    }

    /** The last that is no proxy of ours; empty if what one of ours says is no address. */
    private Optional<InetAddress> behindProxies(InetAddress peer, HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders("X-Forwarded-For"));
        List<String> forwarded = headers.isEmpty()
                ? List.of()
                : List.of(String.join(",", headers).split(",", -1));
        Optional<InetAddress> address = Optional.of(peer);
        for (int i = forwarded.size() - 1;
                i >= 0 && address.filter(this::isProxy).isPresent();
                i--) {
            String entry = WITH_PORT.matcher(forwarded.get(i).strip()).replaceFirst("$1$2");
            address = Network.address(entry);
        }
        return address;
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(network -> network.contains(address));
    }

    private static boolean isNear(InetAddress address) {
        boolean isUniqueLocal = address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || isUniqueLocal;
    }

    private static String text(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, BYTES_OF_A_NETWORK)
                : address.getHostAddress();
    }
}
