// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.profile.Profile;
import dev.muster.profile.ProfileId;
import dev.muster.profile.RecordedEvent;
import dev.muster.value.GeoPoint;
import dev.muster.value.Version;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProfileJsonTest {

  private static final ProfileId ANA = ProfileId.of("ana \"1\"");

  private static final Map<String, byte[]> DOCUMENTS =
      Map.of(
          "note",
          "Prefers to be called, nach 18 Uhr – größtenteils".getBytes(StandardCharsets.UTF_8),
          "answers",
          "{\"a\": [1, 2.50]}\n".getBytes(StandardCharsets.UTF_8),
          "photo",
          new byte[] {(byte) 0xFF, (byte) 0xD8, 0, 1},
          "empty",
          new byte[0]);

  private static final Profile PROFILE =
      new Profile(
          ANA,
          Map.of(
              "country",
              "PL",
              "age",
              31L,
              "points",
              (1L << 53) + 1,
              "score",
              0.1,
              "balance",
              new BigDecimal("19.90"),
              "active",
              true,
              "birthday",
              LocalDate.of(1994, 2, 28),
              "signed_up",
              Instant.parse("2026-03-02T12:00:00.250Z"),
              "home",
              new GeoPoint(-6.2, 106.8),
              "tags",
              Set.of("vip", "", "b|c")),
          List.of(
              new RecordedEvent(
                  "purchase",
                  Instant.parse("2026-03-02T12:00:00Z"),
                  Map.of("amount", new BigDecimal("5.00"), "app", Version.parse("2.10.1"))),
              new RecordedEvent("visit", Instant.parse("2026-03-01T00:00:00Z"), Map.of())),
          Map.of("note", 49, "answers", 17, "photo", 4, "empty", 0));

  @Test
  void profile_isWrittenAsItAlwaysWas() throws IOException {
    assertThat(ProfileJson.printPretty(PROFILE, ProfileJsonTest::content) + "\n")
        .isEqualTo(golden("profile-1.json"));
  }

  @Test
  void oneLineAndMany_areTheSameDocument() {
    String line = ProfileJson.print(PROFILE, ProfileJsonTest::content);

    assertThat(line).doesNotContain("\n");
    assertThat(read(line))
        .isEqualTo(read(ProfileJson.printPretty(PROFILE, ProfileJsonTest::content)));
  }

  @Test
  void document_canBeHadAgainToTheLastByte() throws IOException {
    JsonNode documents =
        read(ProfileJson.print(PROFILE, ProfileJsonTest::content)).get("documents");

    assertThat(documents.propertyNames()).containsExactly("answers", "empty", "note", "photo");
    for (Map.Entry<String, byte[]> document : DOCUMENTS.entrySet()) {
      JsonNode written = documents.get(document.getKey());
      byte[] content =
          written.has("text")
              ? written.get("text").stringValue().getBytes(StandardCharsets.UTF_8)
              : written.get("base64").binaryValue();
      assertThat(content).isEqualTo(document.getValue());
    }
    assertThat(documents.get("photo").has("base64")).isTrue();
  }

  @Test
  void documents_withoutTheirContent_areSizes() {
    JsonNode documents = read(ProfileJson.print(PROFILE)).get("documents");

    assertThat(documents.get("note").get("sizeBytes").intValue()).isEqualTo(49);
    assertThat(documents.size()).isEqualTo(4);
  }

  @Test
  void document_thatIsGoneMeanwhile_isLeftOut() {
    String json =
        ProfileJson.print(
            PROFILE, (id, name) -> name.equals("note") ? Optional.empty() : content(id, name));

    assertThat(read(json).get("documents").propertyNames())
        .containsExactly("answers", "empty", "photo");
  }

  @Test
  void order_doesNotDependOnHowTheProfileWasMade() {
    Map<String, Object> backwards = new LinkedHashMap<>();
    PROFILE.attributes().keySet().stream()
        .sorted(java.util.Comparator.reverseOrder())
        .forEach(name -> backwards.put(name, PROFILE.attributes().get(name)));

    Profile same = new Profile(ANA, backwards, PROFILE.events(), PROFILE.documents());

    assertThat(ProfileJson.print(same)).isEqualTo(ProfileJson.print(PROFILE));
    assertThat(List.copyOf(read(ProfileJson.print(same)).get("attributes").propertyNames()))
        .isSorted();
  }

  @Test
  void profile_thatHasNothing_hasEmptyParts() {
    Profile nobody = new Profile(ProfileId.of("x"), Map.of(), List.of());

    assertThat(ProfileJson.print(nobody))
        .isEqualTo("{\"version\":1,\"id\":\"x\",\"attributes\":{},\"events\":[],\"documents\":{}}");
  }

  private static Optional<byte[]> content(ProfileId id, String name) {
    return id.equals(ANA) ? Optional.ofNullable(DOCUMENTS.get(name)) : Optional.empty();
  }

  private static JsonNode read(String json) {
    return JsonMapper.shared().readTree(json);
  }

  private static String golden(String name) throws IOException {
    try (InputStream resource =
        Objects.requireNonNull(ProfileJsonTest.class.getResourceAsStream(name))) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
