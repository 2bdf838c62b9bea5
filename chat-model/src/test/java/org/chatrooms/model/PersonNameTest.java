package org.chatrooms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {
    private static final String LENGTH = "A name has 1 to 20 characters.";
    private static final String INVISIBLE = "A name must not contain invisible or control characters.";
    private static final String SCRIPTS = "A name must not mix letters of different scripts.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "Ann Lee",
                "Zoë",
                "x\u0301y",
                "o'Neil-2 (the best)!",
                "42",
                "😀",
                "👍🏽 ann",
                "Анна 2",
                "Ελένη_7",
                "محمد",
                "דנה",
                "สมชาย",
                "देवी",
                "山田はなこ",
                "山田ハナコ",
                "ミー・はな",
                "王小明",
                "ㄅㄆ王",
                "김金"
            })
    void a_readable_name_is_taken_as_it_is(String name) {
        assertEquals(name, PersonName.of(name));
    }

    @ParameterizedTest
    @CsvSource({
        "' ann ', ann",
        "'\u00a0ann\u3000', ann",
        "'\t ann \n', ann",
        "ａｎｎ１, ann1",
        "ﬁona, fiona",
        "Ⅳ, IV",
        "'e\u0301va', éva",
        "'ann   bob', ann bob",
        "'ann ❤\ufe0f', ann ❤",
        "ｶﾀ, カタ"
    })
    void a_name_is_trimmed_and_written_in_its_usual_characters(String typed, String name) {
        assertEquals(name, PersonName.of(typed));
    }

    @Test
    void a_name_has_at_most_20_characters_however_they_are_stored() {
        assertEquals(40, PersonName.of("😀".repeat(20)).length());
        assertRefused(LENGTH, "😀".repeat(21));
        assertEquals(20, PersonName.of(" " + "x".repeat(20) + " ").length());
        assertRefused(LENGTH, "x".repeat(21));
    }

    @Test
    void the_length_is_that_of_the_usual_characters() {
        assertRefused(LENGTH, "ﷺﷺ");
        assertEquals(20, PersonName.of("e\u0301".repeat(20)).length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u00a0", "\u3000\u2003"})
    void a_name_has_at_least_one_character(String typed) {
        assertRefused(LENGTH, typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0",
                "\u0007",
                "\n",
                "\u007f",
                "\u0085",
                "\u2028",
                "\u2029", // control characters and line ends
                "\u202a",
                "\u202e",
                "\u2066",
                "\u2069",
                "\u200e",
                "\u200f",
                "\u061c", // directions
                "\u200b",
                "\u200c",
                "\u200d",
                "\u2060",
                "\ufeff",
                "\u00ad",
                "\u180e", // no width
                "\u034f",
                "\u115f",
                "\u1160",
                "\u3164",
                "\uffa0",
                "\u17b4",
                "\u180b",
                "\u2800", // nothing to see
                "\ufe0e",
                "\udb40\udd00",
                "\udb40\udc41", // variations and tags
                "\ue000",
                "\u0378",
                "\ud800",
                "\udc00" // private, unassigned, half a character
            })
    void what_nobody_can_see_is_refused(String character) {
        assertRefused(INVISIBLE, "an" + character + "n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0ann",
                "\u0301ann",
                "\u0301",
                "ann\u0007",
                "\u200bann",
                "ann\u202e",
                "\u3164",
                "\u2800",
                "\u00ad"
            })
    void what_nobody_can_see_is_refused_at_the_ends_and_alone(String typed) {
        assertRefused(INVISIBLE, typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"аnn", "pаypal", "αnn", "Aλice", "Αня", "王Анна", "Bob王", "ann한", "はнa", "한Α", "дअ", "ꭺnn"})
    void letters_of_different_scripts_are_refused(String typed) {
        assertRefused(SCRIPTS, typed);
    }

    @ParameterizedTest
    @CsvSource({
        "Ann, aNN",
        "ａｎｎ, ann",
        "STRASSE, straße",
        "STRAẞE, straße",
        "Σίσυφος, ΣΊΣΥΦΟΣ",
        "admın, admin",
        "'admi\u0307n', admin",
        "ADMİN, admin",
        "'\u017fam', sam",
        "'\u212aim', kim",
    })
    void names_that_read_the_same_are_the_same_folded(String one, String other) {
        assertEquals(PersonName.folded(other), PersonName.folded(one));
    }

    private static void assertRefused(String why, String typed) {
        assertEquals(
                why,
                assertThrows(InvalidInput.class, () -> PersonName.of(typed)).getMessage());
    }
}
