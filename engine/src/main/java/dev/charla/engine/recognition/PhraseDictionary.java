package dev.charla.engine.recognition;

import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.dictionary.Dictionary;
import edu.cmu.sphinx.linguist.dictionary.TextDictionary;
import edu.cmu.sphinx.util.props.PropertySheet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/**
 * The pronunciations of the words of one grammar, instead of all 130 000 of the language: saves
 * some 20 MB a decoder. Confined to the decoder's thread. Public because Sphinx4 makes it by name.
 */
public final class PhraseDictionary extends TextDictionary {
    private static final List<String> FILLERS = List.of("<s> SIL", "</s> SIL", "<sil> SIL");

    private List<String> entries = List.of();

    @Override
    public void newProperties(PropertySheet sheet) {
        logger = sheet.getLogger();
        unitManager = (UnitManager) sheet.getComponent(Dictionary.PROP_UNIT_MANAGER);
    }

    /**
     * To be called before {@link #allocate}.
     *
     * @param entries a word and its phones each, as in the file
     */
    void use(List<String> entries) {
        this.entries = entries;
    }

    @Override
    public void allocate() throws IOException {
        dictionary = new HashMap<>();
        wordDictionary = new HashMap<>();
        fillerWords = new HashSet<>();
        load(entries, false);
        load(FILLERS, true);
    }

    private void load(List<String> lines, boolean fillers) throws IOException {
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        loadDictionary(new ByteArrayInputStream(text), fillers);
    }
}
