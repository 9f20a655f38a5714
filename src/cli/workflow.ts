/** The workflow that the README shows: a check of pull requests, the merge queue and, each week, the whole tree. */
export const workflow = `name: KEPs
on:
  pull_request:
  merge_group:
  push:
    branches: [main]
  schedule:
    - cron: '23 5 * * 1' # the whole tree, every Monday

permissions:
  contents: read

jobs:
  keplint:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 2 # the change, and the commit to compare it with
          persist-credentials: false
      - uses: keplint/keplint@v1
`
