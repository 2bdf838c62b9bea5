/*
 * The script of a room page. It runs as a module and also as a plain script in the head, the way pages written for
 * django-chatrooms load it. A plain script has no import.meta, so this file only loads those that have.
 */
import("./chat.js");
