// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.parquet.Records.Found;
import dev.muster.reference.SeededTest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/**
 * What DuckDB writes of any schema is read as it was given to DuckDB: every type, lists, maps and
 * structs of them up to three deep, in every codec, with few distinct values and with many, with
 * much and nothing missing, in slices of any size.
 */
class RandomFilesTest {

  private static final String[] CODECS = {"uncompressed", "snappy", "gzip", "zstd", "lz4_raw"};

  @TempDir Path directory;

  /** A type of DuckDB's, a value of it, and that value as SQL. */
  private record Kind(
      String sql, Function<SplittableRandom, Object> value, Function<Object, String> literal) {

    String literalOf(Object given) {
      return given == null ? "NULL" : literal.apply(given);
    }
  }

  private static Kind kind(String sql, Function<SplittableRandom, Object> value) {
    return new Kind(sql, value, given -> "'" + given + "'");
  }

  private static final List<Kind> SCALARS =
      List.of(
          kind("BOOLEAN", random -> random.nextBoolean()),
          kind("TINYINT", random -> random.nextLong(-128, 128)),
          kind("INTEGER", random -> random.nextLong(-20, 20)),
          kind("BIGINT", random -> random.nextLong()),
          kind("UINTEGER", random -> random.nextLong(1L << 32)),
          kind(
              "UBIGINT",
              random -> {
                long bits = random.nextLong();
                return bits >= 0 ? (Object) bits : new BigInteger(Long.toUnsignedString(bits));
              }),
          kind("FLOAT", random -> (double) (float) random.nextDouble()),
          kind("DOUBLE", random -> random.nextDouble(-1e9, 1e9)),
          kind("DECIMAL(4, 1)", random -> BigDecimal.valueOf(random.nextInt(-9999, 9999), 1)),
          kind("DECIMAL(18, 6)", random -> BigDecimal.valueOf(random.nextLong(1L << 59), 6)),
          kind(
              "DECIMAL(38, 10)",
              random ->
                  new BigDecimal(
                      new BigInteger(Long.toString(random.nextLong()))
                          .multiply(BigInteger.valueOf(random.nextLong(1L << 60))),
                      10)),
          kind("VARCHAR", random -> "ä" + random.nextInt(5)),
          kind("VARCHAR", random -> Long.toString(random.nextLong(), 36)),
          kind("DATE", random -> LocalDate.ofEpochDay(random.nextInt(-9999, 99999))),
          kind(
              "TIMESTAMP",
              random ->
                  LocalDateTime.ofEpochSecond(
                      random.nextLong(-1L << 33, 1L << 33),
                      random.nextInt(1_000_000) * 1000,
                      ZoneOffset.UTC)),
          kind(
              "TIMESTAMPTZ",
              random ->
                  Instant.ofEpochSecond(
                      random.nextLong(-1L << 33, 1L << 33), random.nextInt(1_000_000) * 1000L)));

  private static Kind randomKind(SplittableRandom random, int depth) {
    int choice = depth == 0 ? 0 : random.nextInt(6);
    if (choice < 3) {
      return SCALARS.get(random.nextInt(SCALARS.size()));
    }
    Kind inner = randomKind(random, depth - 1);
    if (choice == 3) {
      return new Kind(
          inner.sql() + "[]",
          r -> values(r, inner, r.nextInt(4)),
          given ->
              "["
                  + ((List<?>) given)
                      .stream().map(inner::literalOf).collect(Collectors.joining(", "))
                  + "]");
    }
    if (choice == 4) {
      return new Kind(
          "MAP(VARCHAR, " + inner.sql() + ")",
          r -> {
            Map<String, Object> map = new LinkedHashMap<>();
            values(r, inner, r.nextInt(4)).forEach(value -> map.put("k" + map.size(), value));
            return map;
          },
          given ->
              "MAP {"
                  + ((Map<?, ?>) given)
                      .entrySet().stream()
                          .map(e -> "'" + e.getKey() + "': " + inner.literalOf(e.getValue()))
                          .collect(Collectors.joining(", "))
                  + "}");
    }
    Kind second = randomKind(random, depth - 1);
    return new Kind(
        "STRUCT(a " + inner.sql() + ", b " + second.sql() + ")",
        r -> {
          Map<String, Object> struct = new LinkedHashMap<>();
          put(struct, "a", values(r, inner, 1).get(0));
          put(struct, "b", values(r, second, 1).get(0));
          return struct;
        },
        given ->
            "{'a': "
                + inner.literalOf(((Map<?, ?>) given).get("a"))
                + ", 'b': "
                + second.literalOf(((Map<?, ?>) given).get("b"))
                + "}");
  }

  private static void put(Map<String, Object> struct, String name, Object value) {
    if (value != null) {
      struct.put(name, value);
    }
  }

  private static List<Object> values(SplittableRandom random, Kind kind, int count) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(random.nextInt(5) == 0 ? null : kind.value().apply(random));
    }
    return values;
  }

  @SeededTest
  void whatIsWrittenElsewhere_isReadAsItWas(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    int columns = random.nextInt(1, 6);
    int rows = random.nextInt(1, 150);
    List<Kind> kinds = IntStream.range(0, columns).mapToObj(i -> randomKind(random, 3)).toList();
    List<List<Object>> expected = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      List<Object> row = new ArrayList<>();
      kinds.forEach(kind -> row.add(values(random, kind, 1).get(0)));
      expected.add(row);
    }
    Path file = directory.resolve("random.parquet");
    try (DuckDb duck = new DuckDb()) {
      duck.execute(
          "CREATE TABLE t ("
              + IntStream.range(0, columns)
                  .mapToObj(i -> "c" + i + " " + kinds.get(i).sql())
                  .collect(Collectors.joining(", "))
              + ")");
      duck.execute(
          "INSERT INTO t VALUES "
              + expected.stream().map(row -> row(kinds, row)).collect(Collectors.joining(", ")));
      duck.copy(
          "SELECT * FROM t",
          file,
          ", CODEC "
              + CODECS[random.nextInt(CODECS.length)]
              + (random.nextBoolean() ? ", PARQUET_VERSION v2" : ""));
    }
    String[] wanted = IntStream.range(0, columns).mapToObj(i -> "c" + i).toArray(String[]::new);

    List<Found> found = Records.of(file, random.nextInt(1, 160), false, wanted).found();

    assertThat(found.stream().map(Found::values).toList()).isEqualTo(expected);
    assertThat(found.stream().map(Found::line).toList())
        .isEqualTo(IntStream.rangeClosed(1, rows).mapToObj(i -> (long) i).toList());
    int one = random.nextInt(columns);
    assertThat(Records.of(file, random.nextInt(1, 160), false, wanted[one]).values())
        .isEqualTo(
            expected.stream()
                .map(row -> java.util.Collections.singletonList(row.get(one)))
                .toList());
  }

  private static String row(List<Kind> kinds, List<Object> values) {
    return IntStream.range(0, kinds.size())
        .mapToObj(
            i ->
                "CAST(" + kinds.get(i).literalOf(values.get(i)) + " AS " + kinds.get(i).sql() + ")")
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
