package org.chatrooms.it.guard;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.Person;

/** The rows of the wire protocol, for what is the same in all of them. */
enum Row {
    ROOMS("GET", "rooms/", "", false),
    ROOM("GET", "room/lobby/", "", false),
    NAME_FORM("GET", "setguestname/", "", false),
    SET_GUEST_NAME("POST", "setguestname/", "guest_name=ann", false),
    LOGIN_FORM("GET", "login/", "", false),
    REGISTER_FORM("GET", "register/", "", false),
    GET_LATEST_MSG_ID("GET", "get_latest_msg_id/", "room_id=1", true),
    GET_MESSAGES("GET", "get_messages/", "room_id=1&latest_message_id=-1", true),
    SEND_MESSAGE("POST", "send_message/", "room_id=1&message=hello", true),
    GET_USERS_LIST("GET", "get_users_list/", "room_id=1", true),
    NOTIFY_USERS_LIST("POST", "notify_users_list/", "room_id=1", true);

    private static final Set<String> NUMBERS = Set.of("room_id", "latest_message_id");

    private static final Set<String> PAGES_WITH_FORM = Set.of("setguestname/", "login/", "register/");

    private final String method;
    private final String path;
    private final String form;
    private final boolean isAjax;

    Row(String method, String path, String form, boolean isAjax) {
        this.method = method;
        this.path = path;
        this.form = form;
        this.isAjax = isAjax;
    }

    String path() {
        return path;
    }

    boolean isAjax() {
        return isAjax;
    }

    /** Whether a page of this site may show it in a frame. */
    boolean mayBeFramed() {
        return this != LOGIN_FORM && this != REGISTER_FORM;
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
        String again = parameter + "=" + parameters().get(parameter);
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
        return isAjax ? Answers.jsonError(status, answer) : Answers.page(status, answer);
    }
}
