/**
 * Measures: {@code mvn verify -Pbenchmark}. What needs libraries that nothing else here needs lies in {@code src/benchmark}, which
 * only that profile compiles; what judges lies here, with its tests.
 *
 * <p>{@code ChatBenchmark} goes through a {@code Plan} on a {@code Stage}: servers, and the {@code Load}, each in a process of its
 * own. The load is a {@code Crowd} of connections that do what our page does, and a {@link org.chatrooms.it.benchmark.Tally}
 * judges what they hear while it is measured.
 */
package org.chatrooms.it.benchmark;
