import { HtmlValidate } from 'html-validate'

/** The recommended rules of html-validate. What is changed of them: */
const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // Of how templates are laid out. To take blanks out of a page as it is sent would take them out of what agencies wrote, too.
    'no-trailing-whitespace': 'off',
    // The date input of GOV.UK Frontend gives its fieldset the role that it has, for screen readers that read its error only then.
    'no-redundant-role': 'off',
    // Ids of entries are random, and may begin with a digit: HTML allows every id without a blank.
    'valid-id': ['error', { relaxed: true }],
    // A list may have a name (WAI-ARIA 1.2, 5.2.8.6); the rule would have none that is no landmark.
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
  },
})

/** What is wrong with a page as it was sent, as `rule (line): message`; empty when nothing is. */
export async function htmlErrors(html: string): Promise<readonly string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) => messages.map(({ ruleId, line, message }) => `${ruleId} (${String(line)}): ${message}`))
}
