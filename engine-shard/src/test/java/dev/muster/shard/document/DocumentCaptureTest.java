// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.SeededTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentCaptureTest {

  private static final ProfileId ANA = ProfileId.of("ana");

  private final Documents documents = new Documents(HeapDocuments.storage());

  private static DocumentList changes(RandomDomain domain) {
    DocumentList list = new DocumentList();
    for (int i = domain.choice().between(0, 6); i > 0; i--) {
      ProfileDocument document = domain.document();
      list.add(
          domain.choice().chance(15)
              ? new DocumentChange(document.profileId(), null, null)
              : new DocumentChange(
                  document.profileId(), document.name(), document.content().orElse(null)));
    }
    return list;
  }

  /** Whatever is written between two documents that are shown: all are shown as they were. */
  @SeededTest(count = 200)
  void capture_showsWhatWasThere(long seed) throws IOException {
    RandomDomain domain = new RandomDomain(seed);
    RandomChoice choice = domain.choice();
    documents.open(null);
    for (int i = 0; i < 40; i++) {
      documents.apply(changes(domain));
    }
    Map<String, String> expected = new HashMap<>();
    for (ProfileId id : RandomDomain.profileIds()) {
      documents
          .sizes(id)
          .keySet()
          .forEach(name -> expected.put(id + "/" + name, Arrays.toString(documents.get(id, name))));
    }
    DocumentCapture capture = documents.capture();
    if (choice.chance(50)) {
      documents.apply(changes(domain));
    }

    Map<String, String> shown = new HashMap<>();
    capture.forEach(
        (id, name, content) -> {
          String before = shown.put(id + "/" + name, Arrays.toString(content));
          assertThat(before == null || before.equals(Arrays.toString(content))).isTrue();
          documents.apply(changes(domain));
        });

    assertThat(shown).isEqualTo(expected);
    documents.apply(changes(domain));
    documents.close(null);
  }

  @Test
  void capture_endsWithTheNext() throws IOException {
    documents.open(null);
    DocumentList list = new DocumentList();
    list.add(new DocumentChange(ANA, "n", new byte[] {1}));
    documents.apply(list);
    DocumentCapture first = documents.capture();
    DocumentCapture second = documents.capture();
    list.clear();
    list.add(new DocumentChange(ANA, "n", new byte[] {2}));
    documents.apply(list);

    Map<String, byte[]> shown = new HashMap<>();
    second.forEach((id, name, content) -> shown.put(name, content));

    assertThat(shown).containsOnly(Map.entry("n", new byte[] {1}));
    first.close();
  }
}
