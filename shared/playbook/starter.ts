/** The file that a team begins with: everything in it is a comment or an example, and the built-in playbook holds for the rest. */

/** Written by `knowngood playbook init` and by "Edit the file". As it stands it changes nothing but the name. */
export const STARTER_PLAYBOOK = `// The playbook of your team. Write what differs: a section that is not here is the built-in guide's.
// Comments are fine, and so is a comma too many. \`knowngood playbook check\` says what is wrong, by line.
{
  "name": "Our playbook",

  // Times of your own, in minutes; the others stay as they are. Take the // away to use one.
  "times": {
    // "answerWithinMinutes": 5,
    // "notifyWithinMinutes": 15,
    // "pageExpiresMinutes": 10
  },

  // Who can be paged, and who is next where they do not answer. The app has a form for this list too.
  "directory": [
    // { "id": "ana", "name": "Ana", "kind": "person", "phone": "+49 30 1234567", "page": { "by": "phone" }, "next": "database" },
    // { "id": "database", "name": "Database on-call", "kind": "team", "page": { "by": "PagerDuty", "channel": "Our PagerDuty" } }
  ],

  // What you need when nothing else works. It is shown with the network dead, and it prints on one page.
  "breakGlass": [
    // { "title": "Bridge", "kind": "bridge", "value": "+49 30 7654321, PIN 4711" },
    // { "title": "Stop all payments", "kind": "kill switch", "value": "kubectl scale deploy/payments --replicas=0", "checkedOn": "2026-11-01" }
  ]
}
`
