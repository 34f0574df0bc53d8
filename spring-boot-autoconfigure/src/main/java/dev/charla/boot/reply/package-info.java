/** Language models as reply models: whatever speaks OpenAI's HTTP, or is a Spring AI bean. */
@NullMarked
package dev.charla.boot.reply;

import org.jspecify.annotations.NullMarked;
