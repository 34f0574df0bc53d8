package dev.charla.skills.language;

import dev.charla.skills.slot.SlotType;
import dev.charla.skills.words.Heard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The name of a {@link Unit} in English. */
public final class UnitSlot implements SlotType {
    private static final List<ListedSlot.Entry> ENTRIES =
            Arrays.stream(Unit.values())
                    .flatMap(unit ->
                            names(unit)
                                    .map(name ->
                                            ListedSlot.Entry.of(
                                                    name, unit.name(), Language.ENGLISH)))
                    .toList();

    private static final ListedSlot LIST = new ListedSlot(ENTRIES);

    private static Stream<String> names(Unit unit) {
        return Stream.concat(Stream.of(unit.one(), unit.many()), unit.names().stream())
                .filter(name -> !name.isEmpty())
                .distinct();
    }

    @Override
    public List<Reading> read(Heard heard, int from) {
        List<Reading> readings = new ArrayList<>();
        for (Reading reading : LIST.read(heard, from)) {
            readings.add(
                    new Reading(
                            Unit.valueOf((String) reading.value()),
                            reading.end(),
                            reading.typos()));
        }
        readings.sort(Comparator.comparingInt(Reading::end).reversed());
        return readings;
    }

    @Override
    public String sample() {
        return "kilometers";
    }
}
