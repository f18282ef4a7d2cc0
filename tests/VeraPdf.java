// Validates PDF files with veraPDF, all of them in one start of Java. Driven by verapdf.py.
//
//     java -cp ... VeraPdf.java FLAVOUR FILE [FLAVOUR FILE ...]
//
// One line for each broken rule, tab-separated: the number of the pair, counted from 0; the rule; how often it
// is broken; what it says; where it is broken first. At the end one line "done", without which nothing is known.

import java.io.FileInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public class VeraPdf {
    public static void main(String[] arguments) {
        VeraGreenfieldFoundryProvider.initialise();
        for (int pair = 0; 2 * pair + 1 < arguments.length; pair++) {
            try {
                validate(pair, PDFAFlavour.fromString(arguments[2 * pair]), arguments[2 * pair + 1]);
            } catch (Throwable problem) { // a file that cannot be read at all breaks the first rule there is
                print(pair, "unreadable", 1, problem.toString(), "");
            }
        }
        System.out.println("done");
        System.exit(0);
    }

    private static void validate(int pair, PDFAFlavour flavour, String file) throws Exception {
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            throw new IllegalArgumentException("no such flavour");
        }
        try (FileInputStream bytes = new FileInputStream(file);
                PDFAParser document = Foundries.defaultInstance().createParser(bytes, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(document);
            Map<RuleId, TestAssertion> first = new LinkedHashMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    first.putIfAbsent(assertion.getRuleId(), assertion);
                }
            }
            for (Map.Entry<RuleId, TestAssertion> entry : first.entrySet()) {
                RuleId rule = entry.getKey();
                TestAssertion assertion = entry.getValue();
                String name = rule.getSpecification() + " " + rule.getClause() + "-" + rule.getTestNumber();
                String place = assertion.getLocation() == null ? "" : assertion.getLocation().getContext();
                print(pair, name, result.getFailedChecks().get(rule), assertion.getMessage(), place);
            }
            if (!result.isCompliant() && first.isEmpty()) {
                print(pair, "not compliant", 1, "without a rule named", "");
            }
        }
    }

    private static void print(int pair, String rule, int times, String message, String place) {
        String line = String.join("\t", "" + pair, rule, "" + times, flat(message), flat(place));
        System.out.println(line);
    }

    private static String flat(String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ");
    }
}
