/**
 * What administrators do: so far, rooms and people. Every URL of it is below {@code admin/} and passes
 * {@link org.chatrooms.web.admin.AdministratorFilter}; every act is in {@link org.chatrooms.web.guard.AuditLog}.
 */
package org.chatrooms.web.admin;
