package org.chatrooms.model;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name that somebody may choose: one that reads as what it is. In NFKC and trimmed; no control, bidi or invisible
 * characters; one script only, so that nobody looks like somebody else by a letter of another alphabet; without the mark of a
 * guest, which is ours to set.
 */
public final class PersonName {
    public static final int MAX_CHARACTERS = 20;

    /** Japanese, Chinese and Korean write Han together with their own. */
    private static final Set<UnicodeScript> WRITTEN_WITH_HAN = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL);

    /** Letters and marks that show nothing: grapheme joiner, Hangul fillers, Mongolian selectors, Braille blank. */
    private static final String INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0";

    /** What nobody can read, variation selectors too; or, at the beginning, what belongs to the letter before it. */
    private static final Pattern UNREADABLE =
            Pattern.compile("^\\p{M}|[\\p{C}\\p{Zl}\\p{Zp}\\x{fe00}-\\x{fe0f}\\x{e0100}-\\x{e01ef}" + INVISIBLE + "]");

    private static final String EMOJI_STYLE = "\ufe0f";

    /** Takes the place of the dot that i and j have anyway: nobody sees it there. */
    private static final String DOT_ABOVE = "\u0307";

    private PersonName() {}

    /**
     * The name as it is to be, out of what somebody typed.
     *
     * @throws InvalidInput in words for whoever chose it
     */
    public static String of(String typed) {
        String name = plain(typed);
        if (name.isEmpty() || name.codePointCount(0, name.length()) > MAX_CHARACTERS) {
            throw new InvalidInput("A name has 1 to " + MAX_CHARACTERS + " characters.");
        }
        if (hasGuestMark(name)) {
            throw new InvalidInput("A name must not begin with (guest).");
        }
        if (UNREADABLE.matcher(name).find()) {
            throw new InvalidInput("A name must not contain invisible or control characters.");
        }
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        name.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
        scripts.remove(UnicodeScript.COMMON);
        scripts.remove(UnicodeScript.INHERITED);
        if (scripts.size() > 1 && !WRITTEN_WITH_HAN.containsAll(scripts)) {
            throw new InvalidInput("A name must not mix letters of different scripts.");
        }
        return name;
    }

    /** The form in which two names are equal that read the same. By upper case: some letters have several lower ones. */
    public static String folded(String name) {
        return plain(name)
                .toLowerCase(Locale.ROOT) // a capital ß is one of those that upper case leaves as they are
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace("i" + DOT_ABOVE, "i")
                .replace("j" + DOT_ABOVE, "j");
    }

    private static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replace(EMOJI_STYLE, "") // phones add it to many an emoji
                .replaceAll(" {2,}", " ") // a page shows several as one
                .strip();
    }

    static boolean hasGuestMark(String name) {
        return folded(name).startsWith("(guest)");
    }
}
