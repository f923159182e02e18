package dev.headwater.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jgroups.Address;
import org.jgroups.View;
import org.jgroups.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApartTest {
    private static final Address A = new UUID(0, 1);
    private static final Address B = new UUID(0, 2);
    private static final Address C = new UUID(0, 3);

    @Test
    void ofACutNetworkTheSideWithMoreMembersStays() {
        View two = view(7, A, B);
        View one = view(9, C);
        assertThat(whoComesOver(two, two, one)).containsExactly(C);
    }

    @Test
    void ofTwoSidesWithAsManyTheLaterOneStays() {
        View earlier = view(7, A);
        View later = view(8, B);
        assertThat(whoComesOver(earlier, later, null)).containsExactly(A);
    }

    @Test
    void whoHungComesOverToThoseWhoWentOnWithoutIt() {
        View before = view(6, A, B, C);
        View after = view(7, A, B);
        assertThat(whoComesOver(after, after, before)).containsExactly(C);
    }

    @Test
    void aLeaderWhoHungComesOverToTheTwoThatWentOn() {
        View before = view(6, A, B, C);
        View after = view(7, B, C);
        assertThat(whoComesOver(before, after, after)).containsExactly(A);
    }

    @Test
    void whoHungWhileAnotherDiedComesOverToTheLeaderWhoIsAloneNow() {
        View before = view(6, A, B, C);
        View alone = view(8, A);
        assertThat(whoComesOver(alone, null, before)).containsExactly(C);
    }

    @Test
    void whereALeaderHungWhileAnotherDiedOneOfTheTwoComesOver() {
        View before = view(6, A, B, C);
        View alone = view(8, C);
        assertThat(whoComesOver(before, null, alone)).hasSize(1);
        assertThat(whoComesOver(view(7, A, C), null, view(7, C))).hasSize(1);
    }

    @Test
    void nobodyComesOverForAViewThatOneHasNotSeenYet() {
        View before = view(6, A, B);
        View after = view(7, A, B, C);
        assertThat(Apart.isToComeOver(A, view(8, A, B, C).getViewId(), List.of(before, after)))
                .isFalse();
        assertThat(whoComesOver(after, before, after)).isEmpty();
        assertThat(whoComesOver(after, after, after)).isEmpty();
    }

    /** @param a what A holds for the members; null for one that is no more */
    private static List<Address> whoComesOver(@Nullable View a, @Nullable View b, @Nullable View c) {
        Map<Address, View> held = new LinkedHashMap<>();
        held.computeIfAbsent(A, member -> a);
        held.computeIfAbsent(B, member -> b);
        held.computeIfAbsent(C, member -> c);
        Set<View> sides = new HashSet<>(held.values());
        return held.entrySet().stream()
                .filter(one -> Apart.isToComeOver(one.getKey(), one.getValue().getViewId(), sides))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static View view(long id, Address... members) {
        return new View(members[0], id, List.of(members));
    }
}
