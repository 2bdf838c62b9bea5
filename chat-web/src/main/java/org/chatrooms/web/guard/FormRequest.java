package org.chatrooms.web.guard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chatrooms.web.http.HttpError;

/** A request with its parameters decoded strictly: those of the query, then those of the body. */
final class FormRequest extends HttpServletRequestWrapper {
    private final Map<String, String[]> parameters = new LinkedHashMap<>();

    /** @throws HttpError 400 if something is not percent-encoded UTF-8 */
    FormRequest(HttpServletRequest request, byte[] body) {
        super(request);
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (request.getQueryString() != null) {
            decode(request.getQueryString(), values);
        }
        decode(new String(body, StandardCharsets.ISO_8859_1), values);
        values.forEach((name, all) -> parameters.put(name, all.toArray(String[]::new)));
    }

    private static void decode(String form, Map<String, List<String>> values) {
        for (String pair : form.split("&", -1)) {
            if (!pair.isEmpty()) {
                String[] nameAndValue = pair.split("=", 2);
                String value = nameAndValue.length == 1 ? "" : percentDecode(nameAndValue[1]);
                values.computeIfAbsent(percentDecode(nameAndValue[0]), name -> new ArrayList<>())
                        .add(value);
            }
        }
    }

    private static boolean isPlain(String encoded) {
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%' || c == '+' || c >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** {@code URLDecoder} would put U+FFFD where bytes are not UTF-8. */
    private static String percentDecode(String encoded) {
        if (isPlain(encoded)) { // as nearly everything is that polls ask with
            return encoded;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c != '%') {
                bytes.write(c == '+' ? ' ' : c);
                continue;
            }
            int high = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(encoded.charAt(i + 2), 16) : -1;
            if (low < 0) {
                throw HttpError.badRequest("The request has a broken percent encoding");
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw HttpError.badRequest("The request is not UTF-8");
        }
    }

    @Override
    public String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String[] getParameterValues(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }
}
