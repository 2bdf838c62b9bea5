package org.chatrooms.web.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that begin with the same bits: {@code 10.0.0.0/8}, {@code fd00::/8}, or a single one.
 *
 * @param address the first of them
 * @param bits how many they have in common
 */
public record Network(InetAddress address, int bits) {
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern LITERAL = Pattern.compile(
            BYTE + "(\\." + BYTE + "){3}|[0-9a-fA-F]*:[0-9a-fA-F:]*(:" + BYTE + "(\\." + BYTE + "){3})?");

    /** @throws IllegalArgumentException if it is none, or if bits are set beyond those in common */
    static Network of(String text) {
        String[] parts = text.split("/", 2);
        InetAddress address = address(parts[0]).orElseThrow(IllegalArgumentException::new);
        int bits = parts.length == 1 ? length(address) : Integer.parseInt(parts[1]);
        int others = length(address) - bits;
        if (bits < 0
                || others < 0
                || !number(address).shiftRight(others).shiftLeft(others).equals(number(address))) {
            throw new IllegalArgumentException();
        }
        return new Network(address, bits);
    }

    /** An address as it is written; empty if it is none. Nobody is asked what a name means. */
    public static Optional<InetAddress> address(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress other) {
        return other.getAddress().length == address.getAddress().length
                && number(other).xor(number(address)).bitLength() <= length(address) - bits;
    }

    private static int length(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }
}
