package dev.charla.conversation.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values in what people say: read where they are certain, and not guessed. */
class CaptureTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    en | anna dot lee at example dot com                      | anna.lee@example.com
                    en | My email address is Anna.Lee@example.com.            | anna.lee@example.com
                    en | It's a double n a at example dot co dot uk           | anna@example.co.uk
                    en | b as in Bravo o b at mail dash box dot org           | bob@mail-box.org
                    en | info underscore two at example dot com               | info_2@example.com
                    de | Meine Adresse ist anna Punkt lee at beispiel Punkt de| anna.lee@beispiel.de
                    de | be Bindestrich em Klammeraffe beispiel Punkt de      | be-em@beispiel.de
                    es | mi correo es ana punto ruiz arroba ejemplo punto es  | ana.ruiz@ejemplo.es
                    fr | anne point roux arobase exemple point fr             | anne.roux@exemple.fr
                    pt | ana ponto silva arroba exemplo ponto com ponto br    | ana.silva@exemplo.com.br
                    en | anna dot lee                                         |
                    en | look at me                                           |
                    en | anna at example                                      |
                    en | anna dot dot lee at example dot com                  |
                    """)
    void emailAddresses(String language, String said, String expected) {
        assertThat(Capture.email("Which address?").in(Locale.of(language)).read(said))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    en | five five five, double three, oh one                  | 5553301
                    en | My number is +44 20 7946 0958.                        | +442079460958
                    en | plus four four triple seven one two three             | +44777123
                    de | null eins sieben zwo drei vier fünf                   | 0172345
                    es | seis doble uno dos tres cuatro                        | 611234
                    fr | zéro six un deux trois quatre                         | 061234
                    pt | nove um meia três dois dois                           | 916322
                    en | twenty one, forty-two, oh seven, nineteen             | 21420719
                    en | o two o, thirty, ninety nine                          | 0203099
                    en | eight double five, ten, twenty, sixty oh one          | 85510206001
                    en | My number is twenty-one forty two fifty               | 214250
                    en | one hundred twenty one forty two                      |
                    de | null eins, zweiundvierzig, einundzwanzig, elf         | 01422111
                    de | null acht, dreißig, ein und zwanzig, doppel fünf      | 08302155
                    de | siebzehn zwölf vierzig neunundneunzig                 | 17124099
                    es | seis doce, treinta y cuatro, veintidós, cero nueve    | 612342209
                    es | noventa y uno, doble cinco, quince, veinte            | 91551520
                    fr | zéro six, vingt et un, quarante-deux, soixante-dix    | 06214270
                    fr | zéro un, quatre-vingt-dix-sept, quatre-vingts, trente | 01978030
                    fr | soixante et onze, dix-huit, quatre vingt trois, onze  | 71188311
                    fr | septante deux, nonante, seize, vingt-deux             | 72901622
                    pt | vinte e um, quarenta e dois, dezesseis, zero três     | 21421603
                    pt | noventa, catorze, dezanove, meia, duplo cinco         | 901419655
                    pt | meu número é o nove um meia, vinte e um, onze         | 9162111
                    en | five five five tomorrow                               |
                    en | one two three                                         |
                    en | one two three four five six seven eight nine one two three four five six seven |
                    """)
    void telephoneNumbers(String language, String said, String expected) {
        assertThat(Capture.phone("Which number?").in(Locale.of(language)).read(said))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    en | Bravo four, X-ray seven                   | B4X7
                    en | b as in Berlin, four, d for Denmark, nine | B4D9
                    en | The code is AB12.                         | AB12
                    en | AB12                                      | AB12
                    de | B wie Berta, vier, A wie Anton, doppel neun | B4A99
                    es | b de barco, cuatro, siete, uno            | B471
                    en | Bravo twenty one, X-ray nine              | B21X9
                    en | a, double oh, seven                       | A007
                    de | A wie Anton, zweiundvierzig, elf          | A4211
                    es | b de barco, treinta y cinco, doce         | B3512
                    fr | b comme Berthe, quatre-vingt-onze, dix    | B9110
                    pt | c de casa, vinte e dois, quinze           | C2215
                    en | I do not know                             |
                    en | a b                                       |
                    """)
    void codes(String language, String said, String expected) {
        assertThat(Capture.code("Which code?", 4, 6).in(Locale.of(language)).read(said))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    en | My name is anna lee.        | Anna Lee
                    en | A N N A                     | Anna
                    en | Anna, a n n a               | Anna Anna
                    en | I'm Anna McKay              | Anna McKay
                    de | Ich heiße Jörg Müller       | Jörg Müller
                    es | me llamo José Núñez         | José Núñez
                    en | no                          |
                    en | 42                          |
                    """)
    void names(String language, String said, String expected) {
        assertThat(Capture.name("What is your name?").in(Locale.of(language)).read(said))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    en | the 3rd of May 2027           | 2027-05-03
                    en | May 3                         | 2027-05-03
                    en | December 24th                 | 2026-12-24
                    en | 2027-02-28                    | 2027-02-28
                    en | 24/12/2026                    | 2026-12-24
                    en | 12/24/2026                    | 2026-12-24
                    en | 3/4/2027                      |
                    en | 2027-02-30                    |
                    en | tomorrow                      |
                    de | am 3. März 2027               | 2027-03-03
                    de | 3.4.2027                      | 2027-04-03
                    es | el 3 de enero                 | 2027-01-03
                    fr | le 1er août 2027              | 2027-08-01
                    pt | 7 de março de 2027            | 2027-03-07
                    """)
    void days(String language, String said, LocalDate expected) {
        assertThat(Capture.date("Which day?", TODAY).in(Locale.of(language)).read(said))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void aValueIsReadBackAsItIsSpelled() {
        assertThat(Capture.email("?").readBack("a.lee@example.com"))
                .isEqualTo("I have: a, dot, l, e, e, at, example dot com. Is that right?");
        assertThat(Capture.phone("?").in(Locale.GERMAN).readBack("+491721"))
                .isEqualTo("Ich habe notiert: plus 4 9, 1 7 2, 1. Stimmt das?");
        assertThat(Capture.name("?").readBack("Anna"))
                .isEqualTo("I have: Anna, A, N, N, A. Is that right?");
        assertThat(Capture.date("?", TODAY).readBack(LocalDate.of(2027, 5, 3)))
                .isEqualTo("I have: Monday, May 3, 2027. Is that right?");
    }

    @Test
    void aCaptureCanMakeATypeOfItsOwn() {
        var years =
                Capture.code("How old?", 1, 3)
                        .<Integer>as(
                                digits ->
                                        digits.matches("\\d+")
                                                ? Optional.of(Integer.valueOf(digits))
                                                : Optional.empty(),
                                String::valueOf);

        assertThat(years.read("four two")).contains(42);
        assertThat(years.read("b")).isEmpty();
        assertThat(years.readBack(42)).contains("4 2");
    }

    @Test
    void aQuestionIsNeitherBlankNorEndless() {
        assertThatThrownBy(() -> Capture.email(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Capture.code("Which?", 0, 3))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
