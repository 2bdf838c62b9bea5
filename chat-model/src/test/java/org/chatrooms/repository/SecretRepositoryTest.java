package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.chatrooms.TestDatabase;
import org.chatrooms.spi.InBackground;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class SecretRepositoryTest {
    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    @AutoClose
    HikariDataSource dataSource;

    @BeforeEach
    void open() {
        dataSource = kind.open(folder);
    }

    @Test
    void a_key_is_the_same_on_every_node_and_ever_after() {
        byte[] key = node().key("tokens");

        assertEquals(32, key.length);
        assertArrayEquals(key, node().key("tokens"));
    }

    @Test
    void nodes_that_start_at_once_agree_on_a_key() throws Exception {
        List<String> keys = InBackground.together(8, i -> Arrays.toString(node().key("tokens")));

        assertEquals(1, Set.copyOf(keys).size());
    }

    @Test
    void each_name_has_a_key_of_its_own() {
        byte[] key = node().key("tokens");

        for (String other : List.of("invitations", "Tokens", "tokens ", "tökens")) {
            assertFalse(Arrays.equals(key, node().key(other)), other);
        }
    }

    private SecretRepository node() {
        return new SecretRepository(new Database(dataSource));
    }
}
