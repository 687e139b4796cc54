package com.example.kotlin

import com.fasterxml.jackson.annotation.JsonProperty
import com.fasterxml.jackson.module.kotlin.KotlinModule
import io.audmodel.AudModel
import io.audmodel.PublishRequest
import io.audmodel.binding.Beans
import io.audmodel.model.ModelRef
import io.audmodel.model.Repository
import io.audmodel.model.Version
import java.nio.file.Files
import java.nio.file.Path

data class Parameters(
    val model: String,
    val data: List<String>,
    val feature: String = "melspec",
    @param:JsonProperty("sampling_rate") @get:JsonProperty("sampling_rate") val rate: Int,
)

data class Score(val recall: Double, val note: String? = null)

/** Reads into a data class what the Python package published, and publishes one. */
fun main(arguments: Array<String>) {
    val beans = Beans.with(KotlinModule.Builder().build())
    val folder = Files.createTempDirectory("kotlin")
    Files.createDirectory(folder.resolve("own"))
    AudModel.builder()
        .repository(Repository.fileSystem(folder, "own"))
        .repository(Repository.fileSystem(Path.of(arguments[0]), "models"))
        .cacheRoot(folder.resolve("cache"))
        .beans(beans)
        .build()
        .use { audmodel ->
            val published = ModelRef.of("emotion-production")
            check(Files.readString(audmodel.load(published).resolve("readme.txt")) == "hello\n")
            val parameters = audmodel.parameters(published, Parameters::class.java)
            check(parameters == Parameters("cnn10", listOf("emodb", "msppodcast"), rate = 16000)) { parameters }
            val id = audmodel.publish(
                PublishRequest.of(audmodel.load(published), "kotlin", Version.of("1.0.0"))
                    .parameters(beans.toTree(parameters.copy(model = "mlp")))
                    .meta(beans.toTree(Score(0.71)))
            )
            check(audmodel.parameters(id, Parameters::class.java).model == "mlp")
            check(audmodel.meta(id, Score::class.java) == Score(0.71))
        }
}
