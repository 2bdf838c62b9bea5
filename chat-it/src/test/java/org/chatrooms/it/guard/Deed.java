package org.chatrooms.it.guard;

import java.net.http.HttpRequest;
import org.chatrooms.it.harness.AdminForms;
import org.chatrooms.it.harness.Person;

/**
 * What people do with their account, and administrators and owners with rooms and people: each a POST that another
 * site would like to send.
 */
enum Deed {
    LOGIN("login/", 400, "username", "admin", "password", Person.PASSWORD),
    REGISTER("register/", 400, "username", "mallory", "password", Person.PASSWORD),
    LOGOUT("logout/", 302),
    SIGN_OUT_EVERYWHERE("sign_out_everywhere/", 302),
    CHANGE_PASSWORD("account/", 302, "current_password", Person.PASSWORD, "new_password", "chosen by mallory"),
    UNLOCK("unlock/", 400, "room_slug", "locked", "password", "open sesame"),
    MAKE_ROOM("admin/room/", 302, AdminForms.room("name", "Mallory's")),
    DELETE_ROOM("admin/room/delete/", 302, "id", "1"),
    DELETE_ACCOUNT("account/delete/", 302, "current_password", Person.PASSWORD),
    SET_NEW_PASSWORD("new_password/", 400, "link", "x", "new_password", "chosen by mallory"),
    SUBSCRIBE("subscribers/", 400, "room_slug", "lobby", "username", "ann", "act", "add"),
    MAKE_MODERATOR("subscribers/", 400, "room_slug", "lobby", "username", "ann", "act", "appoint"),
    DISABLE("admin/people/", 302, "id", "2", "act", "disable"),
    ERASE("admin/people/erase/", 302, "id", "2"),
    REMOVE_MESSAGES("admin/messages/", 302, "room_id", "1", "message_id", "1"),
    LIFT("order/", 400, "room_slug", "lobby", "person", "account:2");

    private final String path;
    private final int statusWithoutForm;

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
    private final String[] form;

    Deed(String path, int statusWithoutForm, String... form) {
        this.path = path;
        this.statusWithoutForm = statusWithoutForm;
        this.form = form;
    }

    String path() {
        return path;
    }

    /** What it is answered with where nobody sends it, and nothing: the guards let it through. */
    int statusWithoutForm() {
        return statusWithoutForm;
    }

    HttpRequest.Builder by(Person person) {
        return person.postOfForm(path, form);
    }
}
