// app/build.gradle.kts: apply(from = "appaudit.gradle.kts"), then ./gradlew appauditRelease
// appaudit itself is a Python program: install it once (pipx install <your copy>) or name it with -Pappaudit=PATH.

tasks.register<Exec>("appauditRelease") {
    group = "verification"
    description = "Audits the release package against what China's privacy regulators cite."
    dependsOn("assembleRelease")

    val packages = layout.buildDirectory.dir("outputs/apk/release")
    val reports = layout.buildDirectory.dir("reports/appaudit")
    val policy = rootProject.file("docs/privacy.html")
    val sdkList = rootProject.file("docs/sdks.csv")
    val program = providers.gradleProperty("appaudit").orElse("appaudit")
    inputs.dir(packages)
    inputs.files(policy, sdkList)
    outputs.dir(reports)

    doFirst {
        val found = packages.get().asFile.listFiles { file -> file.extension == "apk" }.orEmpty().sorted()
        commandLine(
            listOf(program.get(), "scan", "--policy", policy.path, "--sdk-list", sdkList.path) +
                listOf("--format", "html", "--format", "json", "--fail-on", "high", "--output", reports.get().asFile.path) +
                found.map { it.path },
        )
    }
}
