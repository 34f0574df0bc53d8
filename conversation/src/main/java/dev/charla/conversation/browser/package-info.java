/**
 * What the page and Charla say to each other besides audio: the sub-protocol {@code charla.v1}.
 * docs/browser-leg.md describes it for those who write a page of their own.
 */
@NullMarked
package dev.charla.conversation.browser;

import org.jspecify.annotations.NullMarked;
