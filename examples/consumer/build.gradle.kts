plugins {
    application
}

repositories {
    mavenLocal() // Where a clone puts the jars; not needed for a release.
    mavenCentral()
}

dependencies {
    implementation(platform("io.audmodel:audmodel-bom:0.1.0-SNAPSHOT"))
    implementation("io.audmodel:audmodel-core")
    implementation("io.audmodel:audmodel-cache")
    implementation("io.audmodel:audmodel-backend-fs")
}

application {
    mainClass.set("com.example.Main")
}
