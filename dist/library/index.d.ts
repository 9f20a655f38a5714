/** Puts `text` in place of a range of a file: UTF-16 offsets from its start, the byte order mark counted, `start ≤ end`. */
export interface Replacement {
	readonly path: string;
	readonly start: number;
	readonly end: number;
	readonly text: string;
}
/** One step of a fix. Every path is from the root of the tree. */
export type Edit = Replacement | {
	readonly path: string;
	readonly create: string;
} | {
	readonly path: string;
	readonly rename: string;
} | {
	readonly path: string;
	readonly remove: true;
};
/**
 * What would fix a finding.
 *
 * `safe`: there is one right answer, and nothing that counts is found after it that was not found before. `choice`:
 * the edits are exact, and a person must say whether they are wanted.
 */
export interface Fix {
	/** Imperative and short: `write v1.30`, `remove the key`. */
	readonly title: string;
	readonly kind: "safe" | "choice";
	/** All are made, or none. Offsets are of the files as they are on disk, before any of them. */
	readonly edits: readonly Edit[];
}
/** A file that is in the tree but could not be read safely. */
export interface Refusal {
	readonly path: string;
	/** Completes the sentence `<path> …`: `is a symbolic link to a place outside the tree`. */
	readonly reason: string;
}
/**
 * A repository at one moment: names of all its files, texts of those that matter. Paths are relative to
 * the root, with `/`, without a leading `./`; the root itself is `.`.
 */
export interface Tree {
	/** Every regular file, and every symbolic link that leads to a file inside the tree. */
	readonly files: ReadonlySet<string>;
	/** Every directory, the root's `.` included. */
	readonly directories: ReadonlySet<string>;
	/** Where each symbolic link leads: a path of this tree, or null when it leads out of it or nowhere. */
	readonly links: ReadonlyMap<string, string | null>;
	/** The files that the given patterns select; KEPs are looked for among them. */
	readonly selected: ReadonlySet<string>;
	/** The text of each file that was read. A byte order mark is kept, line ends are as they are. */
	readonly texts: ReadonlyMap<string, string>;
	readonly refused: readonly Refusal[];
}
/** A tree, what is to become of it, and where each file that moved was. */
export interface Draft {
	readonly before: Tree;
	readonly now: Tree;
	/** By its path in `now`: the path in `before` of a file that moved. */
	readonly origins: ReadonlyMap<string, string>;
}
/** Makes edits that do not overlap. Offsets are of the files as the draft has them. */
export declare function withEdits(draft: Draft, edits: readonly Edit[]): Draft;
/** How the proposals of a tree differ from the built-in format that is nearest to them. */
export interface DialectReport {
	/** The name of the built-in format. */
	readonly base: string;
	/** The directory that all of them are below, `.` for the root. */
	readonly directory: string;
	readonly proposals: number;
	/** The file that a notice of it is at: a template, else the first proposal. */
	readonly from: string;
	/** The paths of the templates that were learned from. */
	readonly templates: readonly string[];
	/** A phrase for each difference: `state proposed, like provisional`; none where the format holds as it is. */
	readonly learned: readonly string[];
}
declare const fieldTable: {
	readonly title: {
		readonly holds: "text";
		readonly formats: readonly [
			"kep-1a",
			"kep",
			"kep-flat"
		];
		readonly label: "Title";
		readonly meaning: "What the proposal is about.";
		readonly example: "title";
	};
	readonly number: {
		readonly holds: "text";
		readonly formats: readonly [
			"kep-1a",
			"kep",
			"kep-flat"
		];
		readonly label: "Number";
		readonly meaning: "The number that people name it by.";
		readonly example: "id";
	};
	readonly uuid: {
		readonly holds: "text";
		readonly formats: readonly [
			"kep-1a"
		];
		readonly label: "UUID";
		readonly meaning: "Identifies the proposal, whatever its name.";
		readonly example: "uuid";
	};
	readonly state: {
		readonly holds: "text";
		readonly formats: readonly [
			"kep-1a",
			"kep",
			"kep-flat"
		];
		readonly label: "State";
		readonly meaning: "Its place in the lifecycle.";
		readonly example: "phase";
	};
	readonly authors: {
		readonly holds: "list";
		readonly formats: readonly [
			"kep-1a",
			"kep",
			"kep-flat"
		];
		readonly label: "Authors";
		readonly meaning: "Who wrote it.";
		readonly example: {
			readonly name: "owner";
			readonly single: true;
		};
	};
	readonly reviewers: {
		readonly holds: "list";
		readonly formats: readonly [
			"kep-1a",
			"kep",
			"kep-flat"
		];
		readonly label: "Reviewers";
		readonly meaning: "Who reviews it.";
		readonly example: "reviewers";
	};
	readonly approvers: {
		readonly holds: "list";
		readonly formats: readonly [
			"kep-1a",
			"kep",
			"kep-flat"
		];
		readonly label: "Approvers";
		readonly meaning: "Who decides on it.";
		readonly example: {
			readonly name: "approvers";
			readonly aliases: readonly [
				"deciders"
			];
		};
	};
	readonly editors: {
		readonly holds: "list";
		readonly formats: readonly [
			"kep-1a",
			"kep",
			"kep-flat"
		];
		readonly label: "Editors";
		readonly meaning: "Who keeps it moving.";
		readonly example: "editors";
	};
	readonly owningSig: {
		readonly holds: "text";
		readonly formats: readonly [
			"kep-1a",
			"kep",
			"kep-flat"
		];
		readonly label: "Owning group";
		readonly meaning: "The group that is responsible for it.";
		readonly example: "team";
	};
	readonly participatingSigs: {
		readonly holds: "list";
		readonly formats: readonly [
			"kep-1a",
			"kep",
			"kep-flat"
		];
		readonly label: "Participating groups";
		readonly meaning: "The groups that take part.";
		readonly example: "teams";
	};
	readonly created: {
		readonly holds: "text";
		readonly formats: readonly [
			"kep-1a",
			"kep",
			"kep-flat"
		];
		readonly label: "Created";
		readonly meaning: "The day it was written.";
		readonly example: "created";
	};
	readonly lastUpdated: {
		readonly holds: "text";
		readonly formats: readonly [
			"kep-1a",
			"kep",
			"kep-flat"
		];
		readonly label: "Last updated";
		readonly meaning: "The day of its last significant change.";
		readonly example: "updated";
	};
	readonly replaces: {
		readonly holds: "list";
		readonly formats: readonly [
			"kep-1a",
			"kep",
			"kep-flat"
		];
		readonly label: "Replaces";
		readonly meaning: "The proposals that it replaces.";
		readonly example: "supersedes";
	};
	readonly supersededBy: {
		readonly holds: "list";
		readonly formats: readonly [
			"kep-1a",
			"kep",
			"kep-flat"
		];
		readonly label: "Superseded by";
		readonly meaning: "The proposals that replace it.";
		readonly example: "superseded-by";
	};
	readonly seeAlso: {
		readonly holds: "list";
		readonly formats: readonly [
			"kep",
			"kep-flat"
		];
		readonly label: "See also";
		readonly meaning: "Other proposals that matter to it.";
		readonly example: "related";
	};
	readonly sections: {
		readonly holds: "list";
		readonly formats: readonly [
			"kep-1a"
		];
		readonly label: "Sections";
		readonly meaning: "The files that hold its sections (formats that list them).";
		readonly example: "sections";
	};
	readonly stage: {
		readonly holds: "text";
		readonly formats: readonly [
			"kep"
		];
		readonly label: "Stage";
		readonly meaning: "How mature the feature is.";
		readonly example: "maturity";
	};
	readonly latestMilestone: {
		readonly holds: "text";
		readonly formats: readonly [
			"kep"
		];
		readonly label: "Latest milestone";
		readonly meaning: "The latest release that it was or is worked on for.";
		readonly example: "release";
	};
	readonly milestones: {
		readonly holds: "other";
		readonly formats: readonly [
			"kep"
		];
		readonly label: "Milestones";
		readonly meaning: "The release of each stage: a mapping.";
		readonly example: "releases";
	};
	readonly featureGates: {
		readonly holds: "other";
		readonly formats: readonly [
			"kep",
			"kep-flat"
		];
		readonly label: "Feature gates";
		readonly meaning: "The switches of the feature.";
		readonly example: "flags";
	};
	readonly metrics: {
		readonly holds: "list";
		readonly formats: readonly [
			"kep",
			"kep-flat"
		];
		readonly label: "Metrics";
		readonly meaning: "What shows that it is in use and healthy.";
		readonly example: "none";
	};
	readonly disableSupported: {
		readonly holds: "text";
		readonly formats: readonly [
			"kep",
			"kep-flat"
		];
		readonly label: "Disable supported";
		readonly meaning: "Whether it can be switched off again.";
		readonly example: "none";
	};
};
/** A field by the name that keplint has for it. */
export type Field = keyof typeof fieldTable;
/**
 * A range in a file. Lines and columns count from 1, columns in UTF-16 units as editors do; the end is
 * exclusive. `path` is relative to the tree's root, with `/`.
 */
export interface Place {
	readonly path: string;
	readonly line: number;
	readonly column: number;
	readonly endLine: number;
	readonly endColumn: number;
}
/** How severe a finding is, most severe first. */
export declare const severities: readonly [
	"error",
	"warning",
	"notice"
];
export type Severity = (typeof severities)[number];
/** What a configuration may say of a rule. */
export type Setting = Severity | "off";
/** Another place that a finding speaks of. */
export interface Related {
	readonly at: Place;
	readonly message: string;
}
/**
 * The severity of a problem that the change under review made: one that added the KEP, or that wrote one of `by`.
 * A field is written when its value differs from the base's; `file` is the text of the file that the problem is in.
 */
export interface WhenChanged {
	readonly severity: Severity;
	readonly by: readonly (Field | "file")[];
}
/** What a rule yields. The engine stamps the rule's id and the severity that the policy decides. */
export interface Problem {
	readonly at: Place;
	/** Subject first, lower case, no full stop, the offending value in it, the fix if there is one. */
	readonly message: string;
	/** Where it differs from the rule's own severity. */
	readonly severity?: Severity;
	/** It counts as more where the change under review made it. */
	readonly whenChanged?: WhenChanged;
	readonly related?: readonly Related[];
	/** What tells it from the rule's other findings in its file, where the message changes with other things. */
	readonly subject?: string;
	/** The text that, put in place of the marked range, would fix it. */
	readonly suggestion?: string;
	/** A person must say whether the suggestion is wanted. */
	readonly isChoice?: boolean;
	/**
	 * What would fix it, at most one of them safe, where that is more than a suggestion; asked for only where fixes are
	 * shown or made.
	 */
	readonly fixes?: () => readonly Fix[];
	/** The path of the tree that it should lead to, and nothing is there, or not what it names. */
	readonly destination?: string;
	/** Another file of the tree that it was judged by. */
	readonly basis?: string;
	/** What its KEP lacks, as a sentence would name it: `an approver`, `guides/operator.md`, `text in Test Plan`. */
	readonly needs?: string;
	/** No configuration makes more or less of it than `severity`. */
	readonly settled?: boolean;
}
export interface Finding extends Problem {
	readonly rule: string;
	readonly severity: Severity;
	/** The path of the KEP it belongs to, or null where it belongs to none. */
	readonly kep: string | null;
}
/** A KEP as reports name it: each value as the metadata has it, null where there is none. */
export interface KepSummary {
	readonly path: string;
	readonly profile: string;
	readonly title: string | null;
	readonly number: string | null;
	readonly uuid: string | null;
	/** The canonical state; where the written one is unknown, as written. */
	readonly state: string | null;
	readonly sig: string | null;
	readonly stage: string | null;
	readonly milestone: string | null;
}
/** All that one run found. Findings are sorted by path, line, column, rule; KEPs by path. */
export interface Report {
	readonly keps: readonly KepSummary[];
	readonly findings: readonly Finding[];
	/** What was learned of the formats, for each that has proposals; none where the formats were chosen. */
	readonly dialects: readonly DialectReport[];
	/** How many files were read. */
	readonly files: number;
	/** How many findings exemptions and the baseline took away. */
	readonly exempted: number;
	/** What the change under review does; null where there is nothing to compare with. */
	readonly change: ChangeReport | null;
	/** What became of the findings of an earlier report; left out where none is compared with. */
	readonly since?: SinceReport;
}
/** What became of the findings of an earlier report. */
export interface SinceReport {
	/** What the earlier report is called: its path as it was given. */
	readonly report: string;
	/** The findings that it does not have. */
	readonly fresh: ReadonlySet<Finding>;
	/** Its findings that are there no more, in its order. */
	readonly fixed: readonly {
		readonly rule: string;
		readonly severity: Severity;
		readonly path: string;
		readonly message: string;
		readonly sig: string | null;
	}[];
	/** How many findings both have. */
	readonly still: number;
}
/** How far a KEP is, each as in its summary. */
export interface KepProgress {
	readonly path: string;
	readonly state: string | null;
	readonly stage: string | null;
}
/** What a change does to one KEP. */
export interface KepChange {
	readonly title: string | null;
	/** Null: it is new. */
	readonly before: KepProgress | null;
	/** Null: it is gone. */
	readonly now: KepProgress | null;
	/** Its state or its stage moved forward, so every finding of it counts. */
	readonly promoted: boolean;
	/** What its state calls for and it lacks: `an approver`, `guides/operator.md`. */
	readonly owes: readonly string[];
	/** How many errors of another kind it has, those that the base has too included. */
	readonly others: number;
	/**
	 * The state that comes next on its way, what it lacks for that, and how many errors of another kind it would have
	 * there; null where the way ends.
	 */
	readonly next: {
		readonly state: string;
		readonly needs: readonly string[];
		readonly others: number;
	} | null;
}
/** What a change does, and what of it counts. */
export interface ChangeReport {
	/** What the base is called: a revision, or the beginning of a commit's id. */
	readonly base: string;
	/** The KEPs that differ, by path. */
	readonly keps: readonly KepChange[];
	/** `changed`: the report holds no finding that the base has too, apart from those of promoted KEPs. */
	readonly scope: "all" | "changed";
	/** How many findings of each severity were left out for that. */
	readonly older: Readonly<Record<Severity, number>>;
	/**
	 * How many findings of the base the change fixes, in the KEPs that it touches and that can be read, and in the
	 * files of their approvals. One that was only rewritten (the same fault, another value) is not counted.
	 */
	readonly mended: number;
	/** What the change takes back of what keplint asks, a sentence each. */
	readonly loosened: readonly string[];
}
/** A finding and the fix that was made for it. */
export interface Fixed {
	readonly finding: Finding;
	readonly fix: Fix;
}
/** A fix that was not made, and what would be found after it. */
export interface TakenBack extends Fixed {
	readonly after: Finding;
}
/** What became of a tree. */
export interface FixedTree {
	readonly draft: Draft;
	/** What was fixed, in the order in which it was. */
	readonly fixed: readonly Fixed[];
	/** What was taken back, as something as severe is found after it. */
	readonly takenBack: readonly TakenBack[];
	/** What is found in the tree now. */
	readonly left: readonly Finding[];
}
export interface FixOptions {
	/** All that is found in a tree. */
	readonly check: (tree: Tree) => readonly Finding[];
	/** Whether a finding is to be fixed. */
	readonly isAsked: (finding: Finding) => boolean;
	/** The fix to make; by itself the safe one. */
	readonly choose?: (finding: Finding, tree: Tree) => Fix | null;
}
/**
 * Makes the fixes of a tree. Of fixes that overlap, the first by path and place is made, and the others wait for the next
 * pass. After each pass the tree is checked: a fix after which something is found that was not found before, and that is
 * no less severe than what it fixes, is taken back.
 */
export declare function fixTree(tree: Tree, { check, isAsked, choose }: FixOptions): FixedTree;
/** The texts of files by their paths: those of a tree. */
export interface FileTexts {
	readonly texts: {
		readonly get: (path: string) => string | undefined;
	};
}
/** What would fix a finding: what its rule says, or the text that its rule suggests for the marked range. */
export declare function fixesOf(finding: Finding, tree: FileTexts): readonly Fix[];
/** The one fix that needs nobody's judgement; null where there is none. */
export declare function safeFixOf(finding: Finding, tree: FileTexts): Fix | null;
/**
 * What a draft changes as a unified diff that `git apply` takes: files that are changed, made, moved and removed, by
 * path. Empty where nothing is.
 */
export declare function unifiedDiff({ before, now, origins }: Draft): string;
/** The JSON Schemas that are compiled into keplint, by file name in `schemas/` without its ending. */
export type SchemaName = "kep-1a" | "kep" | "kep-flat" | "prr" | "config" | "profile";
/**
 * A key of the metadata: the name that is right first, then names that are read as it. The first is what
 * messages call it.
 */
export interface Key {
	readonly name: string;
	readonly aliases: readonly string[];
	/**
	 * What people write for it by mistake: reported, and read as it where it is missing itself. `value` says which
	 * values tell that it is meant, where the word alone does not.
	 */
	readonly mistakes?: readonly {
		readonly name: string;
		readonly value?: RegExp;
	}[];
	/** It holds one entry where the schema has a list. */
	readonly single?: boolean;
	/** Its values may have another shape than the schema knows: one entry for a list, or entries that are mappings. */
	readonly anyShape?: boolean;
}
/** A place in the lifecycle. Rules ask these properties and never compare names. */
export interface State {
	readonly name: string;
	/** Other words for it: read as it, and a finding of the schema. */
	readonly aliases: readonly string[];
	/** The state that the schema takes it for, where that does not know its name. */
	readonly like?: string;
	/** What it means is not known: it owes nothing, and may follow and be followed by any. */
	readonly free?: boolean;
	/** Its place on the way forward, from 0; null where it is no step of the way (deferred, rejected …). */
	readonly rank: number | null;
	/** `open` while it is being written, `accepted` once it is agreed, `record` when it is only kept. */
	readonly standing: "open" | "accepted" | "record";
	/** Nothing of the work is left to do. */
	readonly complete: boolean;
	/** Another KEP is in its place: it names that one. */
	readonly superseded: boolean;
	/** Something that supersedes another KEP may be in this state. */
	readonly live: boolean;
	/** The format gives numbers in this state. */
	readonly numbered: boolean;
	/**
	 * How severe it is that a section has headings and no text: `owed` for those that this state calls for,
	 * `listed` for others that the metadata lists. Null is silent.
	 */
	readonly empty: {
		readonly owed: Severity | null;
		readonly listed: Severity | null;
	};
	/** It says that approvers agreed, so a KEP that comes to it has the approval of one. */
	readonly approved: boolean;
	/** How severe it is that a new KEP opens in it: null is fine. */
	readonly first: Severity | null;
	/** Which states may follow, and how severe each is: null is fine; what is not named is an error. */
	readonly next: Readonly<Record<string, Severity | null>>;
}
/** A section that the format knows. */
export interface SectionKind {
	/** The heading's text, or the file's path relative to the KEP. */
	readonly name: string;
	readonly aliases: readonly string[];
	/** The states that owe it; none where it is only known. */
	readonly states: readonly string[];
	/** It is owed from this latest milestone on. */
	readonly since?: string;
	/** It is owed only in trees that have a directory of this name. */
	readonly directory?: string;
	/** It is owed only where a template of this format in the tree has it, or where there is no template. */
	readonly ifTemplateHasIt?: boolean;
	/** How severe it is at most when it is there and empty. */
	readonly empty?: Severity;
	/** How severe it is at most when it is missing. */
	readonly missing?: Severity;
	/** Another section may hold what belongs here: then a missing or empty one is a warning at most. */
	readonly standIn?: StandIn;
}
/** A section that stands for another one where it has more than so many words below headings of its own. */
export interface StandIn {
	/** The name of the section's kind. */
	readonly section: string;
	readonly words: number;
}
/** A step of a feature's maturity. */
export interface Stage {
	readonly name: string;
	/** The stage that the schema takes it for, where that does not know its name. */
	readonly like?: string;
	/** Its place on the way forward, from 0; null where it is no step of the way (deprecated, disabled, removed). */
	readonly rank: number | null;
	/** A complete KEP may be in it. */
	readonly complete: boolean;
	/** Other words that texts use for it, in lower case: `ga`. */
	readonly aliases?: readonly string[];
}
/** Questions that a KEP answers below the headings of one of its sections, some from each stage on. */
export interface Questionnaire {
	/** The name of the section's kind. */
	readonly section: string;
	readonly parts: readonly {
		readonly name: string;
		/** The name of the first stage that owes its answers; every later one does too. */
		readonly from: string;
	}[];
}
/** People that a KEP names in some states. */
export interface OwedPeople {
	readonly field: Extract<Field, "authors" | "reviewers" | "approvers">;
	readonly states: readonly string[];
	readonly severity: Severity;
}
/** Approvals that are in files of their own, one a KEP: `<directory>/<sig>/<number>.yaml`. */
export interface ApprovalFiles {
	readonly directory: string;
	/** What `check` is given to validate such a file's shape. */
	readonly schema: SchemaName;
	/** The states that need one, from this latest milestone on. */
	readonly states: readonly string[];
	readonly since: string;
	/** The groups of the root's aliases that may approve. */
	readonly groups: readonly string[];
}
/** Where a KEP of this format is on disk. */
export type Layout = {
	/** A directory that holds the metadata file. */
	readonly kind: "directory";
	readonly metadata: string;
	/** The file whose first heading is the KEP's, and whose headings are its sections where they are headings. */
	readonly body: {
		readonly file: string;
		readonly required: boolean;
	};
	/** Where most proposals of a tree have fewer of these fields, the metadata file is of another format. */
	readonly marks?: {
		readonly fields: readonly Field[];
		readonly least: number;
	};
} | {
	/** One Markdown file that opens with YAML front matter. */
	readonly kind: "file";
	/** Front matter is a KEP's when it has so many of these fields; other documents may have some. */
	readonly marks: {
		readonly fields: readonly Field[];
		readonly least: number;
	};
};
/**
 * Where a KEP's number is: in the metadata, in the name of its directory or file, in both (they agree), or
 * nowhere: then digits in names mean nothing.
 */
export type NumberFrom = "both" | "key" | "name" | "none";
/**
 * What directories and files of templates are called, in lower case. Such a name makes a template only of what still
 * holds placeholders.
 */
export interface TemplateNames {
	/** What stands for the number, in names and in headings. */
	readonly number: string;
	/** What stands for the date that older names open with. */
	readonly date: string;
	/** What else opens it. */
	readonly opening: readonly string[];
	/** What is anywhere in a name that has no number. */
	readonly holding: readonly string[];
}
/** The milestones of a template: a KEP that keeps them all has given none. */
export interface TemplateMilestones {
	readonly latest: string;
	/** By the names of stages. */
	readonly stages: Readonly<Record<string, string>>;
}
/** A format of KEPs as data. Everything that differs between formats is here, and nowhere else. */
export interface Profile {
	readonly name: string;
	/** What `check` is given to validate the metadata's shape. */
	readonly schema: SchemaName;
	/** The built-in format that this one changes, whose names the schema knows; null for a built-in one. */
	readonly baseFormat: Profile | null;
	readonly layout: Layout;
	/** Each field's key; a field that the format does not have is not named. */
	readonly keys: Readonly<Partial<Record<Field, Key>>>;
	/** Further keys that are allowed. */
	readonly extraKeys: readonly string[];
	/** Keys that are no part of the format, though the program that reads it takes them: a warning. */
	readonly toleratedKeys: readonly string[];
	/** Fields that must be there; null leaves it to the schema. */
	readonly required: readonly Field[] | null;
	/** Fields that should be there: a warning where one is missing, an error where the change took it away. */
	readonly expected: readonly Field[];
	readonly numberFrom: NumberFrom;
	/** What is before a KEP's number in headings and references, letters alone: `KEP` of `KEP-42`. */
	readonly prefix: string;
	readonly states: readonly State[];
	/** `files`: the metadata lists them as paths. `headings`: they are headings of the body. */
	readonly sections: {
		readonly as: "files" | "headings";
		readonly kinds: readonly SectionKind[];
	};
	/** How deep the headings are that a table of contents between mdtoc's markers has, from 1. */
	readonly tocDepth: number;
	/** Markdown files and directories in the KEP's directory that need not be listed as sections. */
	readonly unlisted: readonly string[];
	/**
	 * Which KEPs are current: their missing sections are errors, those of the others notices. Null: all.
	 * Otherwise those with this latest milestone or a later one, and those whose milestones are still the template's;
	 * in a tree where no KEP has a milestone those in the named states.
	 */
	readonly current: {
		readonly latestMilestone: string;
		readonly withoutMilestones: readonly string[];
	} | null;
	/** Fields that are required only in trees with SIG directories or a roster. */
	readonly requiredWithSigs: readonly Field[];
	/** In the order of maturity; none where the format has no stages. */
	readonly stages: readonly Stage[];
	readonly people: readonly OwedPeople[];
	readonly approvals: ApprovalFiles | null;
	/** The questions are those of the tree's own templates. */
	readonly questionnaire: Questionnaire | null;
	/** The day on which each release came out, `YYYY-MM-DD`, by its version (`v1.30`); of others it is not known. */
	readonly releases: Readonly<Record<string, string>>;
	/** What the format's own template says, and no KEP means; `paths` are further templates' in the tree. */
	readonly template: {
		readonly titles: readonly string[];
		/** Headings that every KEP made from it has: a text that has them all reads like a KEP. */
		readonly headings: readonly string[];
		readonly references: readonly string[];
		readonly paths: readonly string[];
		/**
		 * The files of a new KEP where the tree has no template, by their paths in its directory; `''` is that of a KEP of
		 * one file. Their titles are to be filled in.
		 */
		readonly files?: Readonly<Record<string, string>>;
		/** Values of the metadata to be filled in, by their shape: `yyyy-mm-dd`, `a|b`, `NNNN`. */
		readonly blanks: readonly RegExp[];
		readonly names: TemplateNames;
		/** Values that only stand for one: `my_feature_metric`. */
		readonly values?: readonly string[];
		/** Those of the values that are found in every state. */
		readonly valuesInAnyState?: readonly string[];
		/** The milestones that it names. */
		readonly milestones?: TemplateMilestones;
		/** Its HTML comments, each as the key in hexadecimal digits that `read/template-contents.ts` knows it by. */
		readonly comments?: readonly string[];
	};
}
/** What is wrong with a text as YAML. */
export interface YamlProblem {
	readonly at: Place;
	readonly message: string;
	readonly severity: Severity;
	readonly related?: readonly {
		readonly at: Place;
		readonly message: string;
	}[];
	readonly suggestion?: string;
}
/** A value as YAML 1.2's core schema reads it; numbers and dates that have another meaning keep their text beside. */
export type YamlValue = null | boolean | number | string | readonly YamlValue[] | {
	readonly [key: string]: YamlValue;
};
/** A way down into a YAML value: keys and indices from the root. */
export type Pointer = readonly (string | number)[];
/** A YAML document with the place of everything in it. */
export interface YamlDocument {
	readonly path: string;
	/** The root mapping, or undefined when the text is no YAML mapping. Keys such as `__proto__` are own keys. */
	readonly value: {
		readonly [key: string]: YamlValue;
	} | undefined;
	readonly problems: readonly YamlProblem[];
	/** The text is no YAML, and is read as if its problems were fixed. */
	readonly isRepaired?: boolean;
	/**
	 * The range of the value at `pointer` (quotes included); of its key when the value is empty; of the
	 * nearest ancestor that exists when there is no such value; of the first line when there is nothing.
	 */
	readonly place: (pointer: Pointer) => Place;
	/** The range of the key at `pointer`; as `place` for what has no key. */
	readonly keyPlace: (pointer: Pointer) => Place;
	/** The scalar at `pointer` as the file has it, without quotes (`0752` stays `0752`); undefined for collections and for what is not there. */
	readonly text: (pointer: Pointer) => string | undefined;
}
/** One entry of a list, or a lone scalar where a list may be. Entries that mean none are left out. */
export interface Item {
	readonly text: string;
	readonly at: Place;
}
/** A heading of a Markdown text, as CommonMark reads it. */
export interface Heading {
	/** 1 to 6. */
	readonly level: number;
	/** The heading's source between its markers, white space trimmed: emphasis and code are still marked. */
	readonly text: string;
	/** Where `text` is: its first line. */
	readonly at: Place;
	/** Offset in UTF-16 units of the heading's first line in the text. */
	readonly start: number;
	/** Offset just after the heading's last line (its line end included). */
	readonly end: number;
	/** It is an HTML heading, `<h2>`: its text is what is between the tags. */
	readonly html?: true;
}
/** A Markdown text and its headings in order. */
export interface Markdown {
	readonly path: string;
	readonly text: string;
	/** Those of Markdown. */
	readonly headings: readonly Heading[];
	/** Those of Markdown and of HTML (`<h2>`), as GitHub shows them. */
	readonly allHeadings: readonly Heading[];
}
/** How much a section says. `blank`: nothing but white space. `headings`: no text below its headings. */
export type Content = "text" | "headings" | "blank";
/** A section that the KEP's state calls for. */
export interface OwedSection {
	readonly kind: SectionKind;
	/** How severe it is when it is missing. */
	readonly severity: Severity;
	/** How severe it is when it is there and empty; null is silent. */
	readonly emptySeverity: Severity | null;
	/** Where it is, or null when it is not there. */
	readonly found: {
		readonly at: Place;
		readonly content: Content;
	} | null;
	/** The heading of the body after which it belongs, where it is missing; null where that is not known. */
	readonly after: Place | null;
	/** Another section stands for it: the name of its kind. */
	readonly standIn: string | null;
}
/** A file that the metadata lists as a section. */
export interface ListedSection {
	readonly item: Item;
	/** The path in the tree that the entry means, whether it is there or not; null when it leads out of the KEP. */
	readonly path: string | null;
	/** The place in the section's file to speak of, and how much it says; null when it is not there or was not read. */
	readonly found: {
		readonly at: Place;
		readonly content: Content;
	} | null;
	/** How severe it is when it has headings and no text; null is silent. */
	readonly emptySeverity: Severity | null;
	/** The state calls for it. */
	readonly owed: boolean;
}
/** The number that a heading gives, such as `42` in `KEP-42: Spare disks`, or the template's placeholder for one. */
export interface HeadingNumber {
	/** The number, or the placeholder, as written: `0042`, `NNNN`. */
	readonly text: string;
	/** With what is before it: `KEP-0042`. */
	readonly said: string;
	/** Null for a placeholder. */
	readonly number: number | null;
	/** Where `text` is in the body. */
	readonly at: Place;
}
/** One enhancement proposal as its own files have it, whatever else is in the tree. */
export interface WrittenKep {
	/** Its directory, or its file where the format keeps a KEP in one file. Unique in the tree. */
	readonly path: string;
	readonly profile: Profile;
	readonly metadata: YamlDocument;
	/** The metadata file was refused: nothing is known of it. */
	readonly unread: boolean;
	/** The Markdown that holds the sections as headings, or whose first heading is the KEP's; null where there is none. */
	readonly body: Markdown | null;
	/** The state that the metadata names, a near miss or an alias included; null when none or unknown. */
	readonly state: State | null;
	/** The state as written; null when there is none. */
	readonly stateText: string | null;
	/**
	 * The number that the KEP is known by; null when the metadata has none, or no number. Where its name and its first
	 * heading agree on another number than the metadata has, it is theirs.
	 */
	readonly number: number | null;
	/** The number that the metadata has, as a number; null when there is none or it is not one. */
	readonly writtenNumber: number | null;
	/** Unknown keys of the metadata, and the field that each is read as: it was probably meant, and is missing itself. */
	readonly misspeltKeys: ReadonlyMap<string, Field>;
	/** The number that the directory's or file's name opens with, as written; null when there is none. */
	readonly nameNumber: string | null;
	/** The part of its path that has a template's placeholder for the number or date; null where none has. */
	readonly unnumberedName: string | null;
	/** In lower case; null when there is none or it is not one. */
	readonly uuid: string | null;
	/** A scalar of the metadata as written, or undefined when there is none (`null`, `""`, `[]` are none). */
	readonly text: (field: Field) => string | undefined;
	/** The entries of a list of the metadata; one for a scalar; none for none. */
	readonly items: (field: Field) => readonly Item[];
	/** The range of a field's value; of the state's, else of the file's first line when the field is not there. */
	readonly place: (field: Field) => Place;
	/** The range of a field's key; as `place` when it is not there. */
	readonly keyPlace: (field: Field) => Place;
	/** The metadata has the key, whatever its value. */
	readonly has: (field: Field) => boolean;
	/** What the format calls a field: `superseded_by`; what is written for it, where that is another name of it. */
	readonly keyName: (field: Field) => string;
}
/** One enhancement proposal, read. What is costly and not always asked for is read on first use. */
export interface Kep extends WrittenKep {
	/** The number in the first heading of its body; null when there is none. */
	readonly headingNumber: HeadingNumber | null;
	/** Its milestones are all those of a template, and it was created after the last of them: it has none. */
	readonly keepsTemplateMilestones: boolean;
	/** It is held to the format as it is today: what it lacks is an error. */
	readonly isCurrent: boolean;
	/** The sections that its state calls for. */
	readonly owed: readonly OwedSection[];
	/** The sections it lists (formats that list files). */
	readonly listed: readonly ListedSection[];
}
/** A Markdown file that looks like a KEP and does not count as one: it is in no KEP, or is one with a fault. */
export interface Misplaced {
	readonly body: Markdown;
	/** The front matter that is in the wrong place, else the first heading. */
	readonly at: Place;
	readonly fault: "no metadata file" | "no front matter" | "front matter below" | "front matter in code" | "front matter of another document";
	/** The keys that its front matter lacks to be a KEP's; empty where that is not its fault. */
	readonly lacks: readonly string[];
}
/** The KEPs of a tree, and what is found by their files alone. */
export interface Keps {
	/** Sorted by path. */
	readonly all: readonly Kep[];
	readonly byPath: ReadonlyMap<string, Kep>;
	/** By uuid in lower case. */
	readonly byUuid: ReadonlyMap<string, readonly Kep[]>;
	readonly byNumber: ReadonlyMap<number, readonly Kep[]>;
	/** By title in lower case, white space folded. */
	readonly byTitle: ReadonlyMap<string, readonly Kep[]>;
	/** The files that are in a KEP's directory and in no KEP further down, sorted. */
	readonly filesOf: (kep: Kep) => readonly string[];
	/** What looks like a KEP and does not count as one, sorted by path. */
	readonly misplaced: readonly Misplaced[];
	/** What the formats in use call their metadata file. */
	readonly metadataFiles: readonly string[];
}
/** The groups that a tree knows. */
export interface Roster {
	/** The file that names them; null for the built-in list. */
	readonly path: string | null;
	/** A file that should name them and does not. */
	readonly unusable: string | null;
	/** Names of groups, retired ones included. */
	readonly known: ReadonlySet<string>;
	/** Names that stand for all groups. */
	readonly everybody: ReadonlySet<string>;
	/** The name that was probably meant, or null. */
	readonly near: (word: string) => string | null;
}
/** Groups of people, as a file of the root names them. */
export interface Aliases {
	/** The file that names them. */
	readonly path: string;
	/** The logins of each group's people, as written, by the group's name. */
	readonly groups: ReadonlyMap<string, readonly string[]>;
}
/** A file that says who approved a KEP: `<root>/<sig>/<number>.yaml`. */
export interface Approval {
	readonly path: string;
	/** The directory of approvals that it is below: `keps/prod-readiness`. */
	readonly root: string;
	/** The number that its name is, as written. */
	readonly numberText: string;
	readonly number: number;
	/** Null when it was not read. */
	readonly document: YamlDocument | null;
}
/** All approval files of a tree. */
export interface Approvals {
	/** Sorted by path. */
	readonly files: readonly Approval[];
	readonly byNumber: ReadonlyMap<number, readonly Approval[]>;
}
/** The groups of people that a tree knows, and what they approved. */
export interface People {
	/** The tree sorts KEPs by SIG: it has SIG directories or a roster. */
	readonly hasSigs: boolean;
	/** The groups that may own a KEP. */
	readonly roster: Roster;
	/**
	 * The group that a KEP's owning SIG means: what is written where that is a group, else its near miss, else the SIG
	 * directory that the KEP is in, else what is written. Null where it names none, or several.
	 */
	readonly owningSig: (kep: Kep) => string | null;
	/** The name of the SIG directory that a KEP is in; null where it is in none. */
	readonly sigDirectory: (kep: Kep) => string | null;
	/** The groups of people that the tree names; null when there are none that can be read. */
	readonly aliases: Aliases | null;
	/** The approval files below directories of this name. */
	readonly approvals: (directory: string) => Approvals;
}
declare const referenceFields: readonly [
	"replaces",
	"supersededBy",
	"seeAlso"
];
export type ReferenceField = (typeof referenceFields)[number];
/** Where a reference leads. */
export type Target = {
	readonly kind: "kep";
	readonly kep: Kep;
}
/** A file or directory of this tree that belongs to no KEP. */
 | {
	readonly kind: "file";
	readonly path: string;
}
/** Another repository or site; nothing can be said of it. */
 | {
	readonly kind: "external";
}
/** A word that says that there is none, or none yet: `n/a`, `none`, `TBD`. */
 | {
	readonly kind: "placeholder";
}
/** The template, or what the template has as an example. */
 | {
	readonly kind: "example";
}
/** A word that has no form of a reference: no number, uuid, path or address. */
 | {
	readonly kind: "word";
}
/** Nothing in this tree; `near` is what was probably meant, as this reference would name it. */
 | {
	readonly kind: "missing";
	readonly near: {
		readonly kep: Kep;
		readonly suggestion: string;
	} | null;
};
/** One entry of a reference field, resolved. */
export interface Reference {
	readonly field: ReferenceField;
	readonly item: Item;
	readonly target: Target;
}
/** A KEP that says that it replaces another. */
export interface Replacer {
	readonly kep: Kep;
	/** The entry that says so. */
	readonly item: Item;
}
/** What is wrong with a link. */
export type LinkFault = 
/** Nothing is at `path`. `near` is what was probably meant, as the link would have to say it (a URL: the path). */
{
	readonly kind: "path";
	readonly path: string;
	readonly near: string | null;
	readonly isWhole: boolean;
}
/** The Markdown file at `path` is there, and no heading or tag of it has the fragment; `near` is with the `#`. */
 | {
	readonly kind: "anchor";
	readonly path: string;
	readonly fragment: string;
	readonly near: string | null;
	/** Only upper and lower case differ. */
	readonly isCased: boolean;
}
/** It has no destination: `[text]()`. */
 | {
	readonly kind: "empty";
}
/** No definition in its file has the label that it uses; `near` is one that has. */
 | {
	readonly kind: "label";
	readonly near: string | null;
};
/** A link or an image of a text that does not lead anywhere. */
export interface BrokenLink {
	/** Its destination; that of the definition, where it uses one. Its opening bracket where that is not found. */
	readonly at: Place;
	/** `at` is the destination, as it is given here. */
	readonly exact: boolean;
	/** For an undefined label: the label. */
	readonly destination: string;
	readonly image: boolean;
	readonly fault: LinkFault;
}
/** Where the references of KEPs lead, and the links of their texts. */
export interface References {
	/** The references of a KEP in the order of the file, by field. */
	readonly of: (kep: Kep, field: ReferenceField) => readonly Reference[];
	/** The KEPs whose `replaces` leads to this one, by path. */
	readonly replacersOf: (kep: Kep) => readonly Replacer[];
	/** The links and images of a text that lead nowhere, in the order of the text. */
	readonly brokenLinks: (markdown: Markdown) => readonly BrokenLink[];
}
/** A Markdown file of a KEP. */
export type Text = Pick<Markdown, "path" | "text">;
/** A range of a text: offsets in UTF-16 units, the end exclusive. */
export interface Range {
	readonly start: number;
	readonly end: number;
}
/** A question that a KEP's stage owes an answer to. */
export interface Question {
	/** As the template asks it. */
	readonly text: string;
	readonly isAnswered: boolean;
	/** Where the KEP asks it; null where it does not. */
	readonly at: Place | null;
	/** The heading below which it belongs. */
	readonly partAt: Place;
}
/** A line of a table of contents, and the heading that it stands for. */
export interface TocLine {
	/** `  - [Goals](#goals)`. */
	readonly line: string;
	/** The heading as the line shows it: HTML. */
	readonly heading: string;
}
/** What is wrong with a table of contents between markers. */
export type TocFault = 
/** The other marker is missing, or is above (`unopened`). */
{
	readonly kind: "unclosed" | "unopened";
	readonly at: Place;
	readonly marker: string;
} | {
	readonly kind: "differs";
	/** The first line that differs; the closing marker where lines are missing at the end. */
	readonly at: Place;
	/** That line; null at the end. */
	readonly line: string | null;
	/** What should be there; null where the table should be over. */
	readonly wanted: TocLine | null;
	/** The headings whose lines the table does not have anywhere, in order. */
	readonly missing: readonly string[];
	/** The lines of the table that it should not have anywhere, in order. */
	readonly extra: readonly string[];
	/** `wanted` is one of `missing`. */
	readonly isMissing: boolean;
	/** `line` is one of `extra`. */
	readonly isExtra: boolean;
	/** What makes the table right in place of the marked range; left out where more lines than that differ. */
	readonly suggestion?: string;
};
/** The Markdown of KEPs, read as far as it is asked for. */
export interface Texts {
	/** The KEP's body, and the sections that it lists, each once. */
	readonly of: (kep: Kep) => readonly Text[];
	/** The Markdown files that are in a KEP's directory and in no KEP further down, sorted; or the KEP's own file. */
	readonly markdownsOf: (kep: Kep) => readonly Markdown[];
	/** The HTML comments of a text in order; what is in code is none. */
	readonly commentsOf: (text: Text) => readonly Range[];
	readonly placeIn: (text: Text, range: Range) => Place;
	/** What is wrong with the table of contents between markers, of headings down to `maxDepth`; null: nothing. */
	readonly tocFault: (markdown: Markdown, maxDepth: number) => TocFault | null;
	/** What the KEP's questionnaire asks at its stage, in the order of the tree's template. */
	readonly questionsOf: (kep: Kep) => readonly Question[];
}
/** What the metadata of the tree's own templates of a format has. */
export interface TemplateKeys {
	/** The keys, at any depth, each with those above it: `milestone.alpha`. */
	readonly known: ReadonlySet<string>;
	/** The alternatives that a key's value leaves the choice of. */
	readonly words: ReadonlyMap<string, readonly string[]>;
	/** The scalars, as written, by key. */
	readonly values: ReadonlyMap<string, string>;
}
/** What the templates say, the tree's own and the formats', and no KEP means. */
export interface Templates {
	/** The paths of the tree's templates, which are no KEPs: directories, or files. Sorted. */
	readonly paths: readonly string[];
	/** Titles that only a template has: in lower case, white space folded. */
	readonly titles: ReadonlySet<string>;
	/** What the templates of a format in this tree have; nothing where there is none. */
	readonly keysOf: (profile: Profile) => TemplateKeys;
	/** Of a value in the metadata: it only stands for one, as `my_feature_metric` does. */
	readonly hasValue: (value: string) => boolean;
	/** Of a value in the metadata: it is a placeholder in every state. */
	readonly isNeverMeant: (value: string) => boolean;
	/** Of a KEP's title or first heading; a number before it does not count. */
	readonly hasTitle: (title: string) => boolean;
	/** Of an HTML comment in a text; white space, case and ticked boxes do not count. */
	readonly hasComment: (text: Text, comment: Range) => boolean;
}
/** A tree, read: what a rule may ask beside its own KEP. Built once, so that no rule is quadratic. */
export interface Catalogue {
	readonly tree: Tree;
	/** Today, `YYYY-MM-DD`. */
	readonly today: string;
	/** How the tree differs from the built-in formats; none where the formats were chosen. */
	readonly dialects: readonly DialectReport[];
	readonly keps: Keps;
	readonly references: References;
	readonly people: People;
	readonly templates: Templates;
	readonly texts: Texts;
}
/** What rules count as, by id. */
export type Settings = ReadonlyMap<string, Setting>;
/** Other settings for some KEPs. */
export interface Override {
	/** Globs: a KEP's path or a finding's file matches one. Empty: all. */
	readonly paths: readonly string[];
	/** Names of states: the KEP is in one. Empty: all. */
	readonly states: readonly string[];
	readonly rules: Settings;
}
/** Findings that a repository has decided to live with. */
export interface Exemption {
	readonly rule: string;
	/** A KEP's path, a file's, or a glob over them. */
	readonly path: string;
	readonly reason: string;
	/** The last day on which it holds, `YYYY-MM-DD`; null: for good. */
	readonly until: string | null;
	/** Where it is in the configuration. */
	readonly at: Place;
}
/** A configuration, read. What it does not say is null or empty. */
export interface Config {
	/** The file it was read from. */
	readonly path: string | null;
	/** `auto`, or names of profiles and paths of profile files in the order in which they claim KEPs; null for none. */
	readonly profile: readonly string[] | null;
	readonly paths: readonly string[] | null;
	readonly repository: string | null;
	/** The file that names the known SIGs. */
	readonly roster: string | null;
	readonly rules: Settings;
	readonly overrides: readonly Override[];
	readonly exemptions: readonly Exemption[];
	/** The file that holds the baseline. */
	readonly baseline: string | null;
	/** Where a key's value is in the file, or what is at a pointer in it; null where there is no such thing. */
	readonly placeOf: (key: ConfigKey | "rules" | "overrides", ...pointer: Pointer) => Place | null;
}
/** The keys whose values name something outside the file, so that only its reader can tell whether it is there. */
export type ConfigKey = "profile" | "paths" | "repository" | "roster" | "baseline";
/** The findings that a repository had when it wrote its baseline, by KEP (`.` for those of none). */
export interface Baseline {
	/** The file it was read from. */
	readonly path: string;
	readonly keps: readonly BaselineKep[];
}
export interface BaselineKep {
	readonly path: string;
	/** What the KEP's state and stage were; its entries lapse when either moves forward. */
	readonly state: string | null;
	readonly stage: string | null;
	readonly entries: readonly BaselineEntry[];
}
export interface BaselineEntry {
	readonly rule: string;
	readonly fingerprint: string;
	/** Finds where it is in the baseline file. */
	readonly place: () => Place;
}
/** What came of exemptions and the baseline: what the rules about them look at. */
export interface Outcome {
	/** Exemptions that took nothing away. */
	readonly idle: readonly Exemption[];
	/** Exemptions whose last day is over. */
	readonly lapsed: readonly Exemption[];
	/** Entries of the baseline whose finding is gone, with the KEP they are under. */
	readonly gone: readonly {
		readonly kep: string;
		readonly entry: BaselineEntry;
	}[];
}
/** What a tree says of how it is to be checked. */
export interface WrittenSetup {
	readonly config: Config;
	readonly baseline: Baseline | null;
	readonly profiles: readonly Profile[];
	/** The repository whose URLs it has checked, `owner/name`; null: none. Left out: as the configuration says. */
	readonly repository?: string | null;
}
/** An opinion that somebody gave on a pull request. */
export interface Review {
	/** A login, as GitHub writes it. */
	readonly author: string;
	/** `comment` says nothing for or against; `dismissed` is an approval or an objection that was taken back. */
	readonly verdict: "approval" | "objection" | "comment" | "dismissed";
	/** The commit that was looked at; null where it is gone. */
	readonly commit: string | null;
}
/** The reviews of the pull request that makes the change, the oldest first; or why they are not known. */
export type Reviews = {
	readonly list: readonly Review[];
	readonly author: string;
	readonly head: string;
}
/** Completes `approvals are not checked: …`, with the fix: `input github-token is missing; give it …`. */
 | {
	readonly unknown: string;
};
/** The other tree: what the checked one was before the change. */
export interface Base {
	readonly tree: Tree;
	/** What the commit is called in messages: a revision, or the beginning of its id. */
	readonly name: string;
	/** What base and tree each say of how they are to be checked; null where the base's cannot be read. */
	readonly setups: {
		readonly before: WrittenSetup;
		readonly now: WrittenSetup;
	} | null;
	/** Asked only where a rule needs it; null where the change is no pull request. */
	readonly reviews: Reviews | null;
}
/** What became of one KEP between the base and the tree. */
export interface Change {
	/** As the base has it; null: it is new. */
	readonly before: Kep | null;
	/** As the tree has it; null: it is gone. */
	readonly now: Kep | null;
	/** Its state or its stage moved forward. */
	readonly promoted: boolean;
	/**
	 * Its files, those of its approvals too, that the change added, took away or wrote anew (moving a KEP alone is none
	 * of these), by their paths in the tree, or in the base where they are gone; sorted.
	 */
	readonly files: readonly string[];
}
/** Two trees, compared. */
export interface Comparison {
	readonly base: Catalogue;
	readonly head: Catalogue;
	/** One for each KEP of either tree, those that did not change included, by the path it has or had. */
	readonly changes: readonly Change[];
}
/** What a run is asked for. */
export interface LintOptions {
	/** `YYYY-MM-DD`. */
	readonly today: string;
	/** The formats that KEPs may have, in the order in which they claim a directory; left out: all built-in ones. */
	readonly profiles?: readonly Profile[];
	/** `owner/name` of this repository, whose GitHub URLs are paths of the tree; null when it is not known. */
	readonly repository: string | null;
	readonly config?: Config;
	readonly baseline?: Baseline | null;
	/** What rules count as, by id; stronger than all else. */
	readonly rules: Settings;
	/** Files or directories: only the KEPs that they belong to, or hold, are reported. Null: all. */
	readonly only: readonly string[] | null;
	/** What the tree was before the change. Texts that are the same should be the same string: they are read once. */
	readonly base?: Base | null;
	/** `changed`: findings that the base has too are only counted, but for those of promoted KEPs. */
	readonly scope?: "all" | "changed";
}
/** The built-in formats; where two claim the same directory the first one has it. */
export declare const profiles: readonly Profile[];
/** One thing that a change takes back of what is asked. */
export interface Loosening {
	/** Null: in the configuration as a whole. */
	readonly at: Place | null;
	/** A sentence, as messages of findings are. */
	readonly message: string;
}
/** What a rule of changes may need beside the two trees. It is costly, so it is computed where a rule declares it. */
export interface Needs {
	/** The reviews of the pull request, which take a token and the network to get; null where the change is none. */
	readonly reviews: Reviews | null;
	/**
	 * What all rules find in a KEP of the base, as severe as it may be, by its path there: of each KEP whose uuid, number
	 * or creation date changed.
	 */
	readonly "findings-before": ReadonlyMap<string, readonly Finding[]>;
	/** What the change takes back of what is asked; none where the base's configuration cannot be read. */
	readonly loosenings: readonly Loosening[];
}
export type Need = keyof Needs;
/** A rule that declares some needs, and gets them. */
export interface RuleWith<N extends Need> {
	readonly id: string;
	/** The version of keplint that had it first: `MAJOR.MINOR`. A rule that is newer than its major starts as a notice. */
	readonly since: `${number}.${number}`;
	/** One line, in the present tense. */
	readonly summary: string;
	/** `off`: it needs more than a tree, so it has to be switched on. */
	readonly severity: Setting;
	readonly needs?: readonly N[];
	/** What the base's configuration makes of it counts, so that no change can silence it. */
	readonly decidedBy?: "base";
	/** Yields the problems of one KEP. */
	readonly check?: (kep: Kep, catalogue: Catalogue) => Iterable<Problem>;
	/** Yields the problems that belong to no single KEP. */
	readonly checkTree?: (catalogue: Catalogue) => Iterable<Problem>;
	/** Yields the problems of what became of one KEP; called only where there is a base. */
	readonly checkChange?: (change: Change, comparison: Comparison, needed: Pick<Needs, N>) => Iterable<Problem>;
	/** Yields the problems of a change that belong to no single KEP; called only where there is a base. */
	readonly checkComparison?: (comparison: Comparison, needed: Pick<Needs, N>) => Iterable<Problem>;
	/** Yields the problems of the configuration and the baseline, once all other findings are known. */
	readonly checkOutcome?: (outcome: Outcome) => Iterable<Problem>;
}
/** One thing that is checked. Its page, of the same name, explains it; the page's examples are its tests. */
export type Rule = RuleWith<Need>;
/** Every rule, by id. */
export declare const rules: readonly Rule[];
/** What an earlier report holds of a finding. */
export type EarlierFinding = SinceReport["fixed"][number];
/** The findings of an earlier JSON report, or what is wrong with it, as the end of a sentence. */
export declare function readEarlier(text: string): readonly EarlierFinding[] | {
	readonly fault: string;
};
/**
 * The report with what is new and what is fixed since an earlier one. A finding is the same if its rule, its file and its
 * message are: lines move.
 */
export declare function withSince(report: Report, name: string, earlier: readonly EarlierFinding[]): Report;
/** What is wrong with a file that a user wrote for keplint. */
export interface ConfigFault {
	readonly at: Place;
	readonly message: string;
}
/** A file that was read, or all that is wrong with it, in the order of the file. */
export type Read<T> = {
	readonly value: T;
} | {
	readonly faults: readonly [
		ConfigFault,
		...ConfigFault[]
	];
};
/**
 * Reads `.keplint.yml` as `schemas/config.schema.json` describes it. An empty file has no settings. `rules` are
 * the ids that exist, `states` the names that states have; null: any.
 */
export declare function readConfig(path: string, text: string, rules: readonly string[], states: readonly string[] | null): Read<Config>;
/**
 * Reads a profile file as `schemas/profile.schema.json` describes it: one of the `builtIn` formats, and what is
 * different from it. The result is a format as any other. What is wrong comes in the order of the file.
 */
export declare function readProfile(path: string, text: string, builtIn: readonly Profile[]): Read<Profile>;
/** A rule that threw: a defect of keplint, never of the tree. */
export declare class RuleError extends Error {
	readonly rule: string;
	readonly kep: string | null;
	readonly cause: unknown;
	constructor(rule: string, kep: string | null, cause: unknown);
}
/** Reads a baseline as `writeBaseline` writes it; what is wrong where it is none, as the rest of a sentence. */
export declare function readBaseline(path: string, text: string): Baseline | string;
/** Reads the tree and checks it. The same tree and options give the same report. Throws only `RuleError`. */
export declare function lint(tree: Tree, options: LintOptions, among?: readonly Rule[]): Report;
/** A format as a tree has it, and the profile file that would say so; null where the built-in one holds as it is. */
export interface LearnedFormat {
	/** The built-in format that claims these KEPs, whose place in the order the file takes. */
	readonly claimedBy: Profile;
	readonly report: DialectReport;
	readonly text: string | null;
}
/** What `lint` learns of a tree whose formats nobody chose. */
export declare function learnedFormats(tree: Tree): readonly LearnedFormat[];
/** What reporters are given beside the report. Each takes what its format has room for. */
export interface ReportContext {
	/** The version of keplint. */
	readonly version: string;
	/** Whether what reads the report shows colours. */
	readonly color: boolean;
	/** The terminal that shows the report; left out where it goes to a file, a pipe or a log. */
	readonly terminal?: Terminal | undefined;
	/** The text of a file of the tree; undefined if there is none. */
	readonly text: (path: string) => string | undefined;
	/** The least severity that fails the check. */
	readonly failOn: Severity | "never";
	/** The one-line summary of each rule, by id. */
	readonly rules: ReadonlyMap<string, string>;
}
/** A terminal that shows a report. */
export interface Terminal {
	/** In columns. */
	readonly width: number;
	/** So many findings are shown; null: all. */
	readonly limit: number | null;
}
/** An output format of the command. */
export interface Reporter {
	/** What the format is for, in one line: the end of a sentence that starts with its name. */
	readonly description: string;
	/** Another name of the format, for lists that have no room for the description; null if its name says enough. */
	readonly alias: string | null;
	/** How the name of a file of this format usually ends, without a dot. */
	readonly ending: string;
	/** The whole report, with a line end. */
	readonly render: (report: Report, context: ReportContext) => string;
}
/** Every output format, by the name that `--format` takes. */
export declare const reporters: {
	readonly text: Reporter;
	readonly compact: Reporter;
	readonly json: Reporter;
	readonly sarif: Reporter;
	readonly rdjson: Reporter;
	readonly junit: Reporter;
	readonly github: Reporter;
	readonly markdown: Reporter;
};
export type Format = keyof typeof reporters;
/**
 * A tree of texts by their paths, from the root and with `/`, all of them selected. `otherFiles` are there without a
 * text, as pictures are: links may lead to them.
 */
export declare function treeOfTexts(texts: ReadonlyMap<string, string>, otherFiles?: readonly string[]): Tree;
/** The version that `package.json` names; a test holds the two together. */
export declare const version = "1.0.0";

export {};
