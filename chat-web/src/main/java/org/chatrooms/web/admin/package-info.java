/**
 * What administrators do: rooms, people, and the long {@link org.chatrooms.web.admin.Works} that come of that. Every URL of it is
 * below {@code admin/} and passes {@link org.chatrooms.web.admin.AdministratorFilter}; every act is in {@link
 * org.chatrooms.web.guard.AuditLog}.
 */
package org.chatrooms.web.admin;
