/**
 * How we speak HTTP, in one place: what a servlet of ours looks like, how a parameter is read, what an error is, how a date
 * is written. Not in the first plan of the house; it exists because guards, deliveries and every feature need the same few
 * things, and none of them may know the others.
 */
package org.chatrooms.web.http;
