/**
 * What integrators implement, one interface a file; the contract - order, atomicity, threads, blocking - stands in its
 * Javadoc and in an abstract test in this module's test-jar that every implementation passes.
 *
 * <p>An implementation is named by its class in the configuration, has a public constructor without parameters, is started
 * once before the first request and closed once after the last. It knows rooms and people, never clients or requests.
 */
package org.chatrooms.spi;
