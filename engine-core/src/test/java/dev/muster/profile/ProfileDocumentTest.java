// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.value.InvalidValueException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProfileDocumentTest {

  private static final ProfileId ANA = ProfileId.of("ana");

  @Test
  void content_isCopiedInAndOut() {
    byte[] bytes = {1, 2, 3};
    ProfileDocument document = ProfileDocument.of(ANA, "raw", bytes);

    bytes[0] = 9;
    document.content().orElseThrow()[1] = 9;

    assertThat(document.content()).contains(new byte[] {1, 2, 3});
    assertThat(document.sizeBytes()).isEqualTo(3);
    assertThat(document.isRemoval()).isFalse();
  }

  @Test
  void text_isKeptInUtf8() {
    ProfileDocument document = ProfileDocument.text(ANA, "заметка", "żółw 🐢");

    assertThat(document.content()).contains("żółw 🐢".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> ProfileDocument.text(ANA, "n", "ab\ud83d"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("text has half a surrogate pair at index 2");
  }

  @Test
  void text_mayBeLongerThanTheTextOfAnAttribute() {
    String text = "ą".repeat(ProfileDocument.SIZE_MAX_BYTES / 2);

    assertThat(ProfileDocument.text(ANA, "n", text).sizeBytes())
        .isEqualTo(ProfileDocument.SIZE_MAX_BYTES);
    assertThatThrownBy(() -> ProfileDocument.text(ANA, "n", text + "a"))
        .hasMessage("a document may have at most 1048576 bytes, found 1048577 in 'n'");
  }

  @Test
  void removal_hasNoContent_andIsNotAnEmptyDocument() {
    ProfileDocument removal = ProfileDocument.removal(ANA, "n");
    ProfileDocument empty = ProfileDocument.of(ANA, "n", new byte[0]);

    assertThat(removal.content()).isEmpty();
    assertThat(removal.isRemoval()).isTrue();
    assertThat(removal.sizeBytes()).isZero();
    assertThat(empty.content()).contains(new byte[0]);
    assertThat(empty).isNotEqualTo(removal);
  }

  @Test
  void names_have1To200Characters() {
    String longest = "ż".repeat(200);

    assertThat(ProfileDocument.removal(ANA, longest).name()).isEqualTo(longest);
    assertThatThrownBy(() -> ProfileDocument.removal(ANA, longest + "x"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("the name of a document must have 1 to 200 characters, found")
        .hasMessageEndingWith("of 201");
    assertThatThrownBy(() -> ProfileDocument.text(ANA, "", "x"))
        .hasMessage("the name of a document must have 1 to 200 characters, found String \"\" of 0");
    assertThatThrownBy(() -> ProfileDocument.text(ANA, "\udc00", "x"))
        .hasMessage("text has half a surrogate pair at index 0");
  }

  @Test
  void equality_goesByWhomNameAndContent() {
    ProfileDocument document = ProfileDocument.text(ANA, "n", "x");

    assertThat(document)
        .isEqualTo(ProfileDocument.text(ANA, "n", "x"))
        .hasSameHashCodeAs(ProfileDocument.text(ANA, "n", "x"))
        .isNotEqualTo(ProfileDocument.text(ProfileId.of("bea"), "n", "x"))
        .isNotEqualTo(ProfileDocument.text(ANA, "m", "x"))
        .isNotEqualTo(ProfileDocument.text(ANA, "n", "y"));
    assertThat(document).hasToString("document 'n' of ana, 1 bytes");
    assertThat(ProfileDocument.removal(ANA, "n")).hasToString("removal of document 'n' of ana");
  }
}
