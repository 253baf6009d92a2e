// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import dev.muster.profile.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a record.
 *
 * @param line where it is
 * @param operations what it comes to; none if it is rejected
 * @param reject why it is left out, or null
 */
record LoadRecord(long line, List<Operation> operations, @Nullable Reject reject) {}
