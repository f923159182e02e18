package dev.headwater;

import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void x() {}
}
