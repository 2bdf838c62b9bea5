/**
 * The front door: one listener builds everything and closes it, {@link org.chatrooms.web.Routes} says which URL is whose.
 * Nobody imports this package.
 */
package org.chatrooms.web;
