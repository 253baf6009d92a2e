// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import dev.muster.predicate.EventSelection;

/** Events of one type under a filter and a window. */
record SelectedEvents(EventSelection selection) implements EventSource {}
