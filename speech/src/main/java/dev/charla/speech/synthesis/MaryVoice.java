package dev.charla.speech.synthesis;

import dev.charla.engine.synthesis.SynthesisException;
import dev.charla.engine.synthesis.Synthesizer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import marytts.LocalMaryInterface;
import marytts.datatypes.MaryXML;
import marytts.features.FeatureRegistry;
import marytts.features.TargetFeatureComputer;
import marytts.htsengine.HMMVoice;
import marytts.htsengine.HTSParameterGeneration;
import marytts.htsengine.HTSUttModel;
import marytts.modules.HTSEngine;
import marytts.modules.TargetFeatureLister;
import marytts.modules.synthesis.Voice;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The HMM voice of MaryTTS, without MaryTTS's own tokeniser (whose library is not published) and
 * without its audio streams. MaryTTS is configured per process, so there is one of these. Any
 * thread, several at a time.
 */
final class MaryVoice {
    static final String NAME = "cmu-slt-hsmm";

    /** What the voice was built with. */
    static final int SAMPLE_RATE_HZ = 48_000;

    /** The pause after a sentence; MaryTTS would make 400 ms, which the caller waits through. */
    private static final int FINAL_PAUSE_MS = 140;

    private static final Object STARTING = new Object();

    private final LocalMaryInterface mary;
    private final HMMVoice voice;
    private final TargetFeatureComputer features;
    private final TargetFeatureLister featureLister = new TargetFeatureLister();

    /** Loads the voice; 1 to 4 s. */
    MaryVoice() throws SynthesisException {
        // Starts a module when a request needs it; otherwise the missing tokeniser ends the start.
        System.setProperty("server", "commandline");
        try {
            mary = new LocalMaryInterface();
            mary.setLocale(Locale.US);
            mary.setVoice(NAME);
            mary.setInputType("TOKENS");
            mary.setOutputType("ACOUSTPARAMS");
            voice = (HMMVoice) Voice.getVoice(NAME);
            features =
                    FeatureRegistry.getTargetFeatureComputer(
                            voice, voice.getHMMData().getFeatureDefinition().getFeatureNames());
            // MaryTTS starts each module with the first sentence that needs it, and lets the next
            // sentence into it before it is ready. Its modules are those of the whole process.
            synchronized (STARTING) {
                mary.generateXML(tokens("Hello."));
            }
        } catch (Exception | LinkageError failure) {
            throw new SynthesisException("the voice could not be loaded", failure);
        }
    }

    /**
     * Speaks a few words, at most some forty.
     *
     * @param spoken as from {@link SpokenText}, with at least one word
     * @param rate 0.5 to 2
     * @param timing told what is made before any of it
     */
    void speak(String spoken, double rate, MaryTiming timing, StreamingVocoder vocoder)
            throws InterruptedException, SynthesisException {
        try {
            Document sentence = mary.generateXML(tokens(spoken));
            List<Element> segments = segments(sentence, rate);
            if (segments.stream().noneMatch(MaryVoice::isPhone)) {
                return;
            }
            HTSUttModel model = new SentenceModel().of(segments);
            timing.segments(timed(spoken, sentence, segments, model));
            var speech = new HTSParameterGeneration();
            speech.htsMaximumLikelihoodParameterGeneration(model, voice.getHMMData());
            vocoder.vocode(speech, voice.getHMMData());
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception failure) {
            throw new SynthesisException("the voice could not speak a sentence", failure);
        }
    }

    /**
     * How long the model makes each phone, in words that count as they were given: MaryTTS may make
     * several of one.
     */
    private List<MaryTiming.Segment> timed(
            String spoken, Document sentence, List<Element> segments, HTSUttModel model) {
        if (model.getNumModel() != segments.size()) {
            return List.of();
        }
        var wordOf = new IdentityHashMap<Element, Integer>();
        List<String> found = new ArrayList<>();
        boolean within = false;
        var elements = sentence.getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            if (element.getTagName().equals(MaryXML.TOKEN)) {
                within = SpokenText.hasWords(element.getTextContent());
                if (within) {
                    found.add(element.getTextContent().strip());
                }
            } else if (isPhone(element) && within) {
                wordOf.put(element, found.size() - 1);
            }
        }
        int[] given = WrittenWords.numbers(found, wordsOf(spoken));
        int samplesPerFrame =
                voice.getHMMData().getFperiod() * Synthesizer.SAMPLE_RATE_HZ / SAMPLE_RATE_HZ;
        List<MaryTiming.Segment> timed = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            Element segment = segments.get(i);
            Integer word = wordOf.get(segment);
            timed.add(
                    new MaryTiming.Segment(
                            word == null ? -1 : given[word],
                            isPhone(segment) ? segment.getAttribute("p") : "",
                            model.getUttModel(i).getTotalDur() * samplesPerFrame));
        }
        return timed;
    }

    /** The words and marks that are spoken, as the voice is given them. */
    static List<String> tokensOf(String spoken) {
        return List.of(spoken.replaceAll("([,.?!;:])", " $1").split(" +"));
    }

    /** Those of them that are words. */
    static List<String> wordsOf(String spoken) {
        return tokensOf(spoken).stream().filter(SpokenText::hasWords).toList();
    }

    private static Document tokens(String spoken) {
        Document document = MaryXML.newDocument();
        Element root = document.getDocumentElement();
        root.setAttribute("xml:lang", "en-US");
        Element paragraph = MaryXML.createElement(document, MaryXML.PARAGRAPH);
        Element sentence = MaryXML.createElement(document, MaryXML.SENTENCE);
        root.appendChild(paragraph);
        paragraph.appendChild(sentence);
        for (String token : tokensOf(spoken)) {
            Element element = MaryXML.createElement(document, MaryXML.TOKEN);
            element.setTextContent(token);
            String phones = MaryLexicon.phones(token);
            if (phones != null) {
                element.setAttribute("ph", phones);
            }
            sentence.appendChild(element);
        }
        return document;
    }

    /** The phones and pauses in order, their lengths fitted to the rate. */
    private static List<Element> segments(Document sentence, double rate) {
        var segments = new ArrayList<Element>();
        var elements = sentence.getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            if (isPhone(element)) {
                scale(element, "d", rate);
                segments.add(element);
            } else if (element.getTagName().equals(MaryXML.BOUNDARY)) {
                scale(element, "duration", rate);
                segments.add(element);
            }
        }
        if (!segments.isEmpty() && !isPhone(segments.getLast())) {
            segments.getLast()
                    .setAttribute(
                            "duration",
                            Integer.toString((int) (FINAL_PAUSE_MS / Math.max(1, rate))));
        }
        return segments;
    }

    private static boolean isPhone(Element element) {
        return element.getTagName().equals(MaryXML.PHONE);
    }

    private static void scale(Element element, String attribute, double rate) {
        String milliseconds = element.getAttribute(attribute);
        if (!milliseconds.isEmpty()) {
            element.setAttribute(
                    attribute, Double.toString(Double.parseDouble(milliseconds) / rate));
        }
    }

    /** Opens the library's own step from phones to models; it keeps state, so one per sentence. */
    private final class SentenceModel extends HTSEngine {
        HTSUttModel of(List<Element> segments) throws Exception {
            return processTargetList(
                    featureLister.getListTargetFeatures(features, segments),
                    segments,
                    voice.getHMMData());
        }
    }
}
