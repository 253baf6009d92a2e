// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.load.RecordChunk;
import dev.muster.load.SourceField;
import dev.muster.parquet.Records.Found;
import dev.muster.value.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetSourceTest {

  private static DuckDb duck;

  @TempDir Path directory;

  @BeforeAll
  static void open() throws SQLException {
    duck = new DuckDb();
  }

  @AfterAll
  static void close() throws SQLException {
    duck.close();
  }

  private Path written(String select) throws SQLException {
    return written(select, "");
  }

  private Path written(String select, String options) throws SQLException {
    Path file = directory.resolve("people.parquet");
    duck.copy(select, file, options);
    return file;
  }

  private Object only(String expression) throws SQLException, IOException {
    Path file = written("SELECT " + expression + " AS x");
    List<Object> values = Records.of(file, false, "x").values().get(0);
    return values.get(0);
  }

  @Test
  void numbers_areReadExactly() throws Exception {
    assertThat(only("true")).isEqualTo(true);
    assertThat(only("(-128)::TINYINT")).isEqualTo(-128L);
    assertThat(only("(-32768)::SMALLINT")).isEqualTo(-32768L);
    assertThat(only("(-2147483648)::INTEGER")).isEqualTo(-2147483648L);
    assertThat(only("(-9223372036854775808)::BIGINT")).isEqualTo(Long.MIN_VALUE);
    assertThat(only("255::UTINYINT")).isEqualTo(255L);
    assertThat(only("65535::USMALLINT")).isEqualTo(65535L);
    assertThat(only("4294967295::UINTEGER")).isEqualTo(4294967295L);
    assertThat(only("7::UBIGINT")).isEqualTo(7L);
    assertThat(only("18446744073709551615::UBIGINT"))
        .isEqualTo(new BigInteger("18446744073709551615"));
    assertThat(only("0.1::FLOAT")).isEqualTo((double) 0.1f);
    assertThat(only("0.1::DOUBLE")).isEqualTo(0.1);
    assertThat(only("'nan'::DOUBLE")).isEqualTo(Double.NaN);
    assertThat(only("(-12.34)::DECIMAL(4, 2)")).isEqualTo(new BigDecimal("-12.34"));
    assertThat(only("(-12.34)::DECIMAL(9, 2)")).isEqualTo(new BigDecimal("-12.34"));
    assertThat(only("(-99999999999999.9999)::DECIMAL(18, 4)"))
        .isEqualTo(new BigDecimal("-99999999999999.9999"));
    assertThat(only("'-1234567890123456789012345678901234.5678'::DECIMAL(38, 4)"))
        .isEqualTo(new BigDecimal("-1234567890123456789012345678901234.5678"));
  }

  @Test
  void times_areReadExactly() throws Exception {
    assertThat(only("DATE '1969-07-20'")).isEqualTo(LocalDate.of(1969, 7, 20));
    assertThat(only("TIMESTAMPTZ '1969-07-20 20:17:40.123456+00'"))
        .isEqualTo(Instant.parse("1969-07-20T20:17:40.123456Z"));
    assertThat(only("TIMESTAMP '2026-03-02 12:00:00.123456'"))
        .isEqualTo(LocalDateTime.parse("2026-03-02T12:00:00.123456"));
    assertThat(only("TIMESTAMP_MS '1969-12-31 23:59:59.999'"))
        .isEqualTo(LocalDateTime.parse("1969-12-31T23:59:59.999"));
    assertThat(only("TIMESTAMP_NS '2026-03-02 12:00:00.123456789'"))
        .isEqualTo(LocalDateTime.parse("2026-03-02T12:00:00.123456789"));
    assertThat(only("TIME '23:59:59.000001'")).isEqualTo("23:59:59.000001");
    assertThat(only("INTERVAL '14 months 3 days 1500 milliseconds'")).isEqualTo("P14M3DT1.500S");
  }

  @Test
  void texts_areReadLetterByLetter_andBytesAsBase64OrNotAtAll() throws Exception {
    assertThat(only("'Zażółć \uFFFD 𝄞'")).isEqualTo("Zażółć \uFFFD 𝄞");
    assertThat(only("''")).isEqualTo("");
    assertThat(only("'b'::ENUM('a', 'b')")).isEqualTo("b");
    assertThat(only("'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'::UUID"))
        .isEqualTo("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
    assertThat(only("'{\"a\": 1}'::JSON")).isEqualTo("{\"a\": 1}");
    assertThat(only("'text'::BLOB")).isEqualTo("text");

    Path file = written("SELECT * FROM (VALUES (1, 'a'::BLOB), (2, '\\xFF'::BLOB)) t(id, x)");
    assertThat(Records.of(file, false, "x").found())
        .extracting(Found::line, Found::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, ""),
            org.assertj.core.groups.Tuple.tuple(
                2L, "'x': expected text in UTF-8, found other bytes"));
    assertThat(Records.of(file, false, "id").values()).containsExactly(List.of(1L), List.of(2L));
  }

  @Test
  void nested_areReadAsListsAndMaps_withWhatIsMissingInThem() throws Exception {
    assertThat(only("['a', NULL, 'c']")).isEqualTo(Arrays.asList("a", null, "c"));
    assertThat(only("[]::VARCHAR[]")).isEqualTo(List.of());
    assertThat(only("NULL::VARCHAR[]")).isNull();
    assertThat(only("[[1, 2], NULL, [], [3]]"))
        .isEqualTo(Arrays.asList(List.of(1L, 2L), null, List.of(), List.of(3L)));
    Map<String, Object> map = new HashMap<>();
    map.put("a", 1L);
    map.put("b", null);
    assertThat(only("MAP {'a': 1, 'b': NULL}")).isEqualTo(map);
    assertThat(only("MAP {1: DATE '2026-03-02'}")).isEqualTo(Map.of("1", LocalDate.of(2026, 3, 2)));
    assertThat(only("[{'a': 1, 'b': NULL::INT}, NULL]"))
        .isEqualTo(Arrays.asList(Map.of("a", 1L), null));
    assertThat(only("{'a': {'b': [1]}, 'c': NULL::INT}"))
        .isEqualTo(Map.of("a", Map.of("b", List.of(1L))));
  }

  private static final String NESTED =
      """
      SELECT 'ana' AS id, {'city': 'Łódź', 'geo': {'lat': 51.75, 'lon': 19.46}} AS home,
        ['a', 'b'] AS tags, 1 AS "odd.name", MAP {'k': 'v'} AS notes
      UNION ALL SELECT 'ben', NULL, NULL, NULL, NULL
      """;

  @Test
  void fields_areTheColumns_withStructsTakenApart() throws Exception {
    try (ParquetSource source = ParquetSource.open(written(NESTED))) {
      assertThat(source.fields())
          .containsExactly(
              new SourceField("id", Optional.of(ValueType.STRING)),
              new SourceField("home.city", Optional.of(ValueType.STRING)),
              new SourceField("home.geo", Optional.of(ValueType.GEO_POINT)),
              new SourceField("tags", Optional.of(ValueType.STRING_SET)),
              new SourceField("odd.name", Optional.of(ValueType.LONG)),
              new SourceField("notes", Optional.empty()));
      assertThat(source.name()).isEqualTo("people.parquet");
      assertThat(source.records()).isEqualTo(2);
    }
  }

  @Test
  void fields_tellTheTypesOfColumns() throws Exception {
    Path file =
        written(
            """
            SELECT true AS b, 1::UBIGINT AS n, 1::FLOAT AS f, 1::DECIMAL(9, 2) AS money,
              1::DECIMAL(38, 20) AS fine, 'a' AS s, DATE '2026-03-02' AS d, now() AS t,
              now()::TIMESTAMP AS local, TIME '12:00' AS noon, [1] AS numbers
            """);
    try (ParquetSource source = ParquetSource.open(file)) {
      Map<String, Optional<ValueType>> types = new HashMap<>();
      source.fields().forEach(field -> types.put(field.path(), field.type()));
      assertThat(types)
          .containsExactlyInAnyOrderEntriesOf(
              Map.ofEntries(
                  Map.entry("b", Optional.of(ValueType.BOOLEAN)),
                  Map.entry("n", Optional.of(ValueType.LONG)),
                  Map.entry("f", Optional.of(ValueType.DOUBLE)),
                  Map.entry("money", Optional.of(ValueType.decimal(2))),
                  Map.entry("fine", Optional.empty()),
                  Map.entry("s", Optional.of(ValueType.STRING)),
                  Map.entry("d", Optional.of(ValueType.DATE)),
                  Map.entry("t", Optional.of(ValueType.TIMESTAMP)),
                  Map.entry("local", Optional.of(ValueType.TIMESTAMP)),
                  Map.entry("noon", Optional.of(ValueType.STRING)),
                  Map.entry("numbers", Optional.empty())));
    }
  }

  @Test
  void wanted_mayBeAFieldAStructOrAbsent() throws Exception {
    Records records =
        Records.of(
            written(NESTED),
            false,
            "home.city",
            "home",
            "home.geo.lat",
            "odd.name",
            "nothing",
            "id");

    Map<String, Object> point =
        Map.of("lat", new BigDecimal("51.75"), "lon", new BigDecimal("19.46"));
    assertThat(records.values())
        .containsExactly(
            Arrays.asList(
                "Łódź",
                Map.of("city", "Łódź", "geo", point),
                new BigDecimal("51.75"),
                1L,
                null,
                "ana"),
            Arrays.asList(null, null, null, null, null, "ben"));
    assertThat(records.found()).allSatisfy(found -> assertThat(found.others()).isEmpty());
  }

  /** Whether other fields are shown, and so whether columns are left out, makes no difference. */
  @Test
  void wanted_mayBeAKeyOfAMap() throws Exception {
    Path file =
        written(
            """
            SELECT MAP {'k': 'v', 'a.b': 'w'} AS notes, {'more': MAP {1: 'one'}} AS home
            UNION ALL SELECT NULL, NULL
            """);
    for (boolean others : new boolean[] {false, true}) {
      Records records =
          Records.of(file, others, "notes.k", "notes.a.b", "notes.absent", "home.more.1");
      assertThat(records.values())
          .containsExactly(
              Arrays.asList("v", "w", null, "one"), Arrays.asList(null, null, null, null));
    }
  }

  @Test
  void others_areAllThatIsNotWanted_byPath() throws Exception {
    Records records = Records.of(written(NESTED), true, "id", "home.geo");

    assertThat(records.found().get(0).others())
        .isEqualTo(
            Map.of(
                "home.city",
                "Łódź",
                "tags",
                List.of("a", "b"),
                "odd.name",
                1L,
                "notes",
                Map.of("k", "v")));
    assertThat(records.found().get(1).others()).isEmpty();
    assertThat(Records.of(written(NESTED), true, "home", "tags", "notes").found().get(0).others())
        .isEqualTo(Map.of("id", "ana", "odd.name", 1L));
  }

  @Test
  void nothingWanted_stillCountsRecords() throws Exception {
    assertThat(Records.of(written(NESTED), false).found())
        .extracting(Found::line)
        .containsExactly(1L, 2L);
    assertThat(Records.of(written(NESTED), false, "nothing").values())
        .containsExactly(Collections.singletonList(null), Collections.singletonList(null));
  }

  @Test
  void noRows_haveFieldsAndNoChunks() throws Exception {
    try (ParquetSource source = ParquetSource.open(written("SELECT 1 AS x WHERE false"))) {
      assertThat(source.fields()).hasSize(1);
      assertThat(source.next()).isNull();
      assertThat(source.records()).isZero();
      assertThat(source.positionBytes()).isEqualTo(source.sizeBytes());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "lz4_raw"})
  void codecs_areUndone(String codec) throws Exception {
    Path file =
        written(
            "SELECT i, 'text ' || (i % 97) AS s, i / 7 AS d FROM range(5000) t(i)",
            ", CODEC " + codec);

    List<List<Object>> values = new ArrayList<>(Records.of(file, false, "i", "s", "d").values());

    assertThat(values).hasSize(5000);
    for (int i = 0; i < values.size(); i++) {
      assertThat(values.get(i)).containsExactly((long) i, "text " + (i % 97), i / 7.0);
    }
  }

  @Test
  void unknownCodec_isRefusedByName() throws Exception {
    Path file = written("SELECT i FROM range(5000) t(i)", ", CODEC brotli");

    assertThatExceptionOfType(ParquetException.class)
        .isThrownBy(() -> Records.of(file, false, "i"))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(ParquetException.Kind.UNSUPPORTED))
        .withMessageContaining("found BROTLI")
        .withMessageContaining("people.parquet");
  }

  private static final String MANY =
      """
      SELECT i AS id, CASE WHEN i % 3 = 0 THEN NULL ELSE 'v' || (i % 1000) END AS text,
        [x FOR x IN range(i % 5)] AS list, {'a': i, 'b': i % 7} AS s
      FROM range(20000) t(i)
      """;

  @Test
  void chunks_followEachOther_andAreTheSameEveryTime() throws Exception {
    Path file = written(MANY, ", ROW_GROUP_SIZE 6144");
    List<List<Long>> first = lines(file);

    assertThat(first).hasSizeGreaterThan(20).isEqualTo(lines(file));
    assertThat(first.stream().flatMap(List::stream).toList())
        .isEqualTo(java.util.stream.LongStream.rangeClosed(1, 20000).boxed().toList());
    assertThat(first).allSatisfy(lines -> assertThat(lines).hasSizeBetween(1, 900));
  }

  private List<List<Long>> lines(Path file) throws IOException {
    List<List<Long>> chunks = new ArrayList<>();
    try (ParquetSource source = ParquetSource.open(file, 900)) {
      long position = -1;
      for (RecordChunk chunk = source.next(); chunk != null; chunk = source.next()) {
        Records records = new Records();
        chunk.decode(List.of(), false, records);
        chunks.add(records.found().stream().map(Found::line).toList());
        assertThat(source.positionBytes()).isBetween(position + 1, source.sizeBytes());
        position = source.positionBytes();
      }
      assertThat(source.positionBytes()).isEqualTo(source.sizeBytes());
    }
    return chunks;
  }

  @Test
  void chunks_ofAnySize_andOnManyThreads_showTheSame() throws Exception {
    Path file = written(MANY, ", ROW_GROUP_SIZE 6144");
    List<Found> whole = Records.of(file, Long.MAX_VALUE, true, "id").found();

    assertThat(Records.of(file, 900, true, "id").found()).isEqualTo(whole);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (ParquetSource source = ParquetSource.open(file, 900)) {
      List<Future<Records>> decoded = new ArrayList<>();
      for (RecordChunk chunk = source.next(); chunk != null; chunk = source.next()) {
        RecordChunk handed = chunk;
        decoded.add(
            threads.submit(
                () -> {
                  Records records = new Records();
                  handed.decode(List.of("id"), true, records);
                  return records;
                }));
      }
      List<Found> all = new ArrayList<>();
      for (Future<Records> future : decoded) {
        all.addAll(future.get().found());
      }
      assertThat(all).isEqualTo(whole);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void fingerprint_isOfTheContentAndTheCut() throws Exception {
    Path one = written("SELECT 1 AS x");
    long first;
    try (ParquetSource source = ParquetSource.open(one)) {
      first = source.fingerprint();
    }
    try (ParquetSource other = ParquetSource.open(one, 7)) {
      assertThat(other.fingerprint()).isNotEqualTo(first);
    }
    byte[] changed = Files.readAllBytes(one);
    changed[4] ^= 1;
    try (ParquetSource other =
        ParquetSource.open(Files.write(directory.resolve("changed.parquet"), changed))) {
      assertThat(other.fingerprint()).isNotEqualTo(first);
    }
    Path copy = Files.copy(one, directory.resolve("copy.parquet"));
    try (ParquetSource same = ParquetSource.open(copy);
        ParquetSource another = ParquetSource.open(written("SELECT 2 AS x"))) {
      assertThat(same.fingerprint()).isEqualTo(first);
      assertThat(another.fingerprint()).isNotEqualTo(first);
    }
  }

  @Test
  void fingerprint_isRefusedOnceRecordsWereTaken() throws Exception {
    try (ParquetSource source = ParquetSource.open(written("SELECT 1 AS x"))) {
      assertThat(source.fingerprint()).isEqualTo(source.fingerprint());
      source.next();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(source::fingerprint)
          .withMessage("records were taken from the source already, open it again: people.parquet");
    }
  }

  @Test
  void closed_decodesNoMore() throws Exception {
    ParquetSource source = ParquetSource.open(written("SELECT 1 AS x"));
    RecordChunk chunk = source.next();
    source.close();
    source.close();

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> chunk.decode(List.of("x"), false, new Records()));
  }

  @Test
  void failureOfTheSink_staysItsOwn() throws Exception {
    try (ParquetSource source = ParquetSource.open(written("SELECT 1 AS x"))) {
      RecordChunk chunk = source.next();
      Records failing =
          new Records() {
            @Override
            public void record(long line, Object[] values, Map<String, Object> others) {
              throw new IllegalStateException("line " + line);
            }
          };

      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> chunk.decode(List.of("x"), false, failing))
          .withMessage("line 1");
    }
  }

  @Test
  void absentFile_isAnIoError() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> ParquetSource.open(directory.resolve("absent.parquet")));
  }
}
