package org.chatrooms.it.guard;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.Person;

/**
 * The rows of the wire protocol, and the pages of an account and of an administrator, for what is the same in all
 * of them. Those that want somebody who is signed in are in order for an administrator, with three accounts in the
 * chat.
 */
enum Row {
    ROOMS("GET", "rooms/", "", Kind.PAGE),
    ROOM("GET", "room/lobby/", "", Kind.PAGE),
    SAY_ON_PAGE("POST", "room/lobby/", "message=hello", Kind.PAGE),
    NAME_FORM("GET", "setguestname/", "", Kind.PAGE),
    SET_GUEST_NAME("POST", "setguestname/", "guest_name=ann", Kind.PAGE),
    LOGIN_FORM("GET", "login/", "", Kind.UNFRAMED),
    REGISTER_FORM("GET", "register/", "", Kind.UNFRAMED),
    GET_LATEST_MSG_ID("GET", "get_latest_msg_id/", "room_id=1", Kind.AJAX),
    GET_MESSAGES("GET", "get_messages/", "room_id=1&latest_message_id=-1", Kind.AJAX),
    SEND_MESSAGE("POST", "send_message/", "room_id=1&message=hello", Kind.AJAX),
    GET_USERS_LIST("GET", "get_users_list/", "room_id=1", Kind.AJAX),
    NOTIFY_USERS_LIST("POST", "notify_users_list/", "room_id=1", Kind.AJAX),
    NOTIFY_TYPING("POST", "notify_typing/", "room_id=1", Kind.AJAX),
    MARK_READ("POST", "mark_read/", "room_id=1&message_id=1", Kind.AJAX_SIGNED_IN),
    NEW_PASSWORD_FORM("GET", "new_password/", "link=x", Kind.UNFRAMED),
    SET_NEW_PASSWORD("POST", "new_password/", "link=x&new_password=" + Person.PASSWORD, Kind.UNFRAMED),
    ACCOUNT("GET", "account/", "", Kind.SIGNED_IN),
    CHANGE_PASSWORD(
            "POST",
            "account/",
            "current_password=" + Person.PASSWORD + "&new_password=" + Person.PASSWORD,
            Kind.SIGNED_IN),
    DELETE_ACCOUNT_FORM("GET", "account/delete/", "", Kind.SIGNED_IN),
    DELETE_ACCOUNT("POST", "account/delete/", "current_password=" + Person.PASSWORD, Kind.SIGNED_IN),
    SUBSCRIBERS("GET", "subscribers/", "room_slug=lobby", Kind.SIGNED_IN),
    SUBSCRIBE("POST", "subscribers/", "room_slug=lobby&username=root&act=add", Kind.SIGNED_IN),
    PEOPLE("GET", "admin/people/", "", Kind.SIGNED_IN),
    CHANGE_PEOPLE("POST", "admin/people/", "id=3&act=enable", Kind.SIGNED_IN),
    ERASE_FORM("GET", "admin/people/erase/", "id=3", Kind.SIGNED_IN),
    ERASE("POST", "admin/people/erase/", "id=3", Kind.SIGNED_IN);

    /** Who asks, and for what. */
    private enum Kind {
        /** A page that this site may show in a frame. */
        PAGE,
        /** One that nobody may. */
        UNFRAMED,
        /** The same for those who are signed in. */
        SIGNED_IN,
        /** What a script asks. */
        AJAX,
        /** The same for those who are signed in. */
        AJAX_SIGNED_IN
    }

    private static final Set<String> NUMBERS = Set.of("room_id", "latest_message_id", "id");

    private static final Set<String> PAGES_WITH_FORM = Set.of(
            "room/lobby/",
            "setguestname/",
            "login/",
            "register/",
            "new_password/",
            "account/",
            "account/delete/",
            "subscribers/",
            "admin/people/",
            "admin/people/erase/");

    private final String method;
    private final String path;
    private final String form;
    private final Kind kind;

    Row(String method, String path, String form, Kind kind) {
        this.method = method;
        this.path = path;
        this.form = form;
        this.kind = kind;
    }

    String path() {
        return path;
    }

    boolean isAjax() {
        return kind == Kind.AJAX || kind == Kind.AJAX_SIGNED_IN;
    }

    /** Whether it wants somebody who is signed in. */
    boolean isForAccounts() {
        return kind == Kind.SIGNED_IN || kind == Kind.AJAX_SIGNED_IN;
    }

    /** Whether a page of this site may show it in a frame. */
    boolean mayBeFramed() {
        return kind == Kind.PAGE || isAjax();
    }

    boolean isPost() {
        return method.equals("POST");
    }

    /** The methods that this URL knows: some pages have a form. */
    Set<String> methods() {
        return PAGES_WITH_FORM.contains(path) ? Set.of("GET", "POST") : Set.of(method);
    }

    /** The parameters, all of which have to be there, of a request that is in order. */
    private Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : form.split("&", -1)) {
            if (!pair.isEmpty()) {
                String[] nameAndValue = pair.split("=", 2);
                parameters.put(nameAndValue[0], nameAndValue[1]);
            }
        }
        return parameters;
    }

    Set<String> required() {
        return parameters().keySet();
    }

    List<String> numbers() {
        return required().stream().filter(NUMBERS::contains).toList();
    }

    HttpResponse<String> send(Person person) throws Exception {
        return send(person, path, parameters());
    }

    HttpResponse<String> sendWithout(String parameter, Person person) throws Exception {
        Map<String, String> others = parameters();
        others.remove(parameter);
        return send(person, path, others);
    }

    HttpResponse<String> sendWith(String parameter, String value, Person person) throws Exception {
        Map<String, String> changed = parameters();
        changed.put(parameter, value);
        return send(person, path, changed);
    }

    /** In order but for one parameter, which comes twice: once in the URL and, of a POST, once in the body. */
    HttpResponse<String> sendTwice(String parameter, Person person) throws Exception {
        String again = parameter + "=" + URLEncoder.encode(parameters().get(parameter), StandardCharsets.UTF_8);
        return isPost() ? send(person, path + "?" + again, parameters()) : person.get(path + "?" + form + "&" + again);
    }

    private HttpResponse<String> send(Person person, String to, Map<String, String> values) throws Exception {
        String[] flat = values.entrySet().stream()
                .flatMap(value -> Stream.of(value.getKey(), value.getValue()))
                .toArray(String[]::new);
        return isPost() ? person.post(to, flat) : person.get(to, flat);
    }

    /** The answer is this error, as JSON for a script and as a page for a person; gives the body. */
    String assertError(int status, HttpResponse<String> answer) {
        return isAjax() ? Answers.jsonError(status, answer) : Answers.page(status, answer);
    }
}
