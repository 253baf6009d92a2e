// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.profile.RejectedOperationException.Reason;
import org.junit.jupiter.api.Test;

class RejectedOperationExceptionTest {

  @Test
  void message_namesTheOperation() {
    IllegalStateException cause = new IllegalStateException("cause");

    RejectedOperationException rejected =
        new RejectedOperationException(Reason.UNKNOWN_NAME, 3, "unknown attribute 'agee'", cause);

    assertThat(rejected).hasMessage("operation 3: unknown attribute 'agee'").hasCause(cause);
    assertThat(rejected.reason()).isEqualTo(Reason.UNKNOWN_NAME);
    assertThat(rejected.operationIndex()).isEqualTo(3);
  }
}
