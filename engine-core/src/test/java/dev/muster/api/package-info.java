// SPDX-License-Identifier: Apache-2.0
/** What applications see of a module, as lines of text that are kept in the repository. */
@NullMarked
package dev.muster.api;

import org.jspecify.annotations.NullMarked;
