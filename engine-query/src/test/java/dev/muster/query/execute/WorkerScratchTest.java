// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerScratchTest {

  @Test
  void masksOfOneLargeEvaluation_areNotKeptForEver() {
    try (FanOut fanOut = new FanOut(0)) {
      WorkerScratch scratch = fanOut.borrowScratch();
      List<long[]> masks = new ArrayList<>();
      for (int i = 0; i < 4 * WorkerScratch.MASKS_KEPT; i++) {
        masks.add(scratch.borrowMask());
      }
      masks.forEach(scratch::returnMask);

      fanOut.returnScratch(scratch);

      assertThat(fanOut.borrowScratch()).isSameAs(scratch);
      assertThat(scratch.maskCount()).isEqualTo(WorkerScratch.MASKS_KEPT);
    }
  }
}
