// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {

  private static final ProfileUpdate UPDATE = ProfileUpdate.of("ana");
  private static final ProfileDeletion DELETION = new ProfileDeletion(ProfileId.of("bea"));

  @Test
  void operations_keepTheirOrderAndAreCopied() {
    List<Operation> operations = new ArrayList<>(List.of(UPDATE, DELETION));
    Batch batch = Batch.of(operations);

    operations.clear();

    assertThat(batch.operations()).containsExactly(UPDATE, DELETION);
    assertThat(Batch.of(UPDATE, DELETION).operations()).containsExactly(UPDATE, DELETION);
  }

  @Test
  void producer_isOptional() {
    Batch batch = Batch.of(UPDATE);
    Batch fromCrm = batch.from("crm", 7);

    assertThat(batch.producer()).isNull();
    assertThat(batch.sequence()).isZero();
    assertThat(fromCrm.producer()).isEqualTo("crm");
    assertThat(fromCrm.sequence()).isEqualTo(7);
    assertThat(fromCrm.operations()).containsExactly(UPDATE);
  }

  @Test
  void producer_hasANameAndCountsFromZero() {
    assertThat(Batch.of().from("x".repeat(255), 0).sequence()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Batch.of().from("", 1))
        .withMessageContainingAll("1 to 255 characters", "producer='' sequence=1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Batch.of().from("x".repeat(256), 1))
        .withMessageContaining("producer='xxx");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Batch.of().from("crm", -1))
        .withMessageContaining("producer='crm' sequence=-1");
  }

  @Test
  void toString_isShort() {
    assertThat(Batch.of(UPDATE)).hasToString("1 operations");
    assertThat(Batch.of(UPDATE, DELETION).from("crm", 7)).hasToString("2 operations from crm #7");
  }
}
