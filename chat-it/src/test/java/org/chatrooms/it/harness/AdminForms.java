package org.chatrooms.it.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The forms in which administrators write about rooms. */
public final class AdminForms {
    private AdminForms() {}

    /** All fields of the form, empty where these say nothing; a box is ticked if it is among them. */
    public static String[] room(String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        Stream.of("stamp", "name", "slug", "description", "password", "owners", "subscribers")
                .forEach(name -> fields.put(name, ""));
        fields.put("id", "0");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields.entrySet().stream()
                .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                .toArray(String[]::new);
    }

    /** Opens the form and sends it with these fields; whether that succeeds is the test's business. */
    public static HttpResponse<String> save(Person administrator, String... namesAndValues) throws Exception {
        String[] fields = room(namesAndValues);
        int id = Arrays.asList(fields).indexOf("id") + 1;
        int stamp = Arrays.asList(fields).indexOf("stamp") + 1;
        if (!fields[id].equals("0") && fields[stamp].isEmpty()) {
            fields[stamp] = stamp(administrator, fields[id]);
        }
        return administrator.post("admin/room/", fields);
    }

    /** What the form of a room has to bring back, so that nobody's change is undone; empty if it is not there. */
    public static String stamp(Person administrator, String id) throws Exception {
        Matcher stamp = Pattern.compile("name=\"stamp\" value=\"([^\"]*)\"")
                .matcher(administrator.get("admin/room/", "id", id).body());
        return stamp.find() ? stamp.group(1) : "";
    }

    /** Makes or changes a room, which has to succeed. */
    public static void saved(Person administrator, String... namesAndValues) throws Exception {
        HttpResponse<String> answer = save(administrator, namesAndValues);
        assertEquals(302, answer.statusCode(), answer.body());
    }

    /** The number of the room with that slug. */
    public static long roomId(Person administrator, String slug) throws Exception {
        String page = Answers.page(200, administrator.get("admin/"));
        Matcher link = Pattern.compile(
                        "/room/" + Pattern.quote(slug) + "/\">Enter</a>.*?<a href=\"[^\"]*\\?id=(\\d+)\"",
                        Pattern.DOTALL)
                .matcher(page);
        assertTrue(link.find(), () -> slug + " is not in " + page);
        return Long.parseLong(link.group(1));
    }

    /** The number of the account with that name; not one's own, which has no buttons. */
    public static String accountId(Person administrator, String name) throws Exception {
        String page = Answers.page(200, administrator.get("admin/people/", "name", name));
        Matcher id = Pattern.compile("name=\"id\" value=\"(\\d+)\"").matcher(page);
        assertTrue(id.find(), () -> name + " is not in " + page);
        return id.group(1);
    }
}
