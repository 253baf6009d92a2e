// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import dev.muster.profile.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes operations of records. Any thread. */
interface RecordConverter {

  /** The paths of the fields that it looks at, in the order of {@code values}. */
  List<String> paths();

  /**
   * What a record comes to, in order.
   *
   * @param values those at {@link #paths}
   * @param others those of all other fields, if they were asked for
   */
  List<Operation> operations(@Nullable Object[] values, Map<String, Object> others)
      throws RejectedRecordException;
}
